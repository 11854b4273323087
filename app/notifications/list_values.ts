import { FIRST, ListQuestions } from '#reporting/actions/list_questions'
import { withCommune } from '#tenancy/scope'

interface Payload {
  communeId: string
  demarcheId: string
  since?: string
}

/** Keeps the answers of all dossiers of a démarche that lists look for, some at a time. */
export async function listValues({ communeId, demarcheId, since }: Payload) {
  const questions = new ListQuestions()
  for (let after: string | null = FIRST; after;) {
    const from: string = after
    after = await withCommune(communeId, () => questions.batch(demarcheId, from, since))
  }
  if (!since) await withCommune(communeId, () => questions.ready(demarcheId))
}
