import { DateTime } from 'luxon'
import { start, type Actor, type Facts } from '#workflow/main'
import type { FieldError, Form, Answers } from '#forms/main'
import { type Opening, openingOf } from '#catalogue/opening'
import Service from '#identity/service'
import Dossier from '#dossiers/dossier'
import { newReference } from '#dossiers/references'
import { indexWords } from '#dossiers/search_index'
import { searchText } from '#dossiers/search_text'
import { dayOf, takeStep } from '#dossiers/take_step'
import { sql } from '#tenancy/scope'

type Outcome =
  | { type: 'submitted'; dossier: Dossier }
  | { type: 'already-submitted'; dossier: Dossier }
  | { type: 'incomplete'; dossier: Dossier; errors: FieldError[] }
  /** Closed, not open yet or complete: for those who send it themselves. */
  | { type: 'not-open'; dossier: Dossier; opening: Opening }

/**
 * Submits a draft: validated whole, given a reference, entered in its workflow. A second click
 * waits for the first and finds the dossier submitted.
 */
export class SubmitDossier {
  async handle(dossierId: string, actor: Actor, now: DateTime = DateTime.now()): Promise<Outcome> {
    const dossier = await Dossier.query().where('id', dossierId).forUpdate().firstOrFail()
    if (!dossier.isDraft) return { type: 'already-submitted', dossier }

    const opening = await openingOf(dossier.demarcheId, { counting: true })
    if (opening !== 'open' && dossier.channel === 'online') {
      return { type: 'not-open', dossier, opening }
    }

    const { form, workflow } = await dossier.version()
    const answers = form.visible(dossier.answers)
    const errors = form.validate(answers, undefined, { today: dayOf(now) })
    if (errors.length > 0) return { type: 'incomplete', dossier, errors }

    const services = workflow.routing?.length ? await Service.refs() : []
    const step = start(workflow, now.toJSDate(), factsOf(form, answers), { actor, services })

    dossier.merge({ answers: JSON.stringify(answers) as never, submittedAt: now })
    dossier.reference = await freeReference()
    dossier.search = searchText(dossier, form, answers)
    await takeStep(dossier, workflow, step, now)
    await indexWords(dossier.id, dossier.search)
    dossier.answers = answers
    return { type: 'submitted', dossier }
  }
}

/** What routing rules may look at: each answer by the path of its question. */
export function factsOf(form: Form, answers: Answers): Facts {
  return Object.fromEntries(
    form.questions().map(({ path, page, key }) => [path, answers[page]?.[key] as never])
  )
}

/** Asked first, since a unique violation would end the transaction; the key remains the judge. */
async function freeReference(): Promise<string> {
  const candidates = [newReference(), newReference(), newReference()]
  const taken = await sql<{ reference: string }>(
    `select reference from dossiers where reference = any(?)`,
    [candidates]
  )
  const free = candidates.find((one) => !taken.some((row) => row.reference === one))
  return free ?? freeReference()
}
