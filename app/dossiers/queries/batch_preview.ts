import { type Actor, type AvailableAction, available } from '#workflow/main'
import Dossier from '#dossiers/dossier'
import { type Choices, serviceOptions } from '#dossiers/queries/action_choices'

/** What may be done to many dossiers at once, and to which of them. */
export interface BatchPreview {
  dossiers: Dossier[]
  /** Each with how many of the dossiers it may be taken on. */
  actions: { action: AvailableAction; count: number }[]
  choices: Choices
}

/** What only makes sense of one dossier: its questions, its files. */
const SINGLE = ['questions', 'files']

export async function batchPreview(ids: string[], actor: Actor): Promise<BatchPreview> {
  const dossiers = await Dossier.query()
    .whereIn('id', ids)
    .whereNotNull('submittedAt')
    .orderBy('filedAt')
    .orderBy('id')
  const actions = new Map<string, BatchPreview['actions'][number]>()
  for (const dossier of dossiers) {
    for (const action of await openTo(dossier, actor)) {
      const known = actions.get(action.key)
      if (known) known.count += 1
      else actions.set(action.key, { action: withoutSingle(action), count: 1 })
    }
  }
  const choices = { services: await serviceOptions(), questions: [] }
  return { dossiers, actions: [...actions.values()], choices }
}

/** Of these dossiers, those on which the action may be taken now, and the others. */
export async function sorted(dossiers: Dossier[], action: string, actor: Actor) {
  const possible: Dossier[] = []
  const others: Dossier[] = []
  for (const dossier of dossiers) {
    const open = await openTo(dossier, actor)
    ;(open.some(({ key }) => key === action) ? possible : others).push(dossier)
  }
  return { possible, others }
}

async function openTo(dossier: Dossier, actor: Actor): Promise<AvailableAction[]> {
  const { workflow } = await dossier.version()
  return available(workflow, dossier.standing!, actor).filter(
    ({ form }) => !form?.fields.some(({ kind, required }) => required && SINGLE.includes(kind))
  )
}

function withoutSingle(action: AvailableAction): AvailableAction {
  const fields = action.form?.fields.filter(({ kind }) => !SINGLE.includes(kind)) ?? []
  return { ...action, form: fields.length > 0 ? { fields } : null }
}
