import { v7 as uuidv7 } from 'uuid'
import { type Operation, type Outcome, perform } from '#forms/builder/operations'
import { applied, changesBetween, type Change, inverse } from '#forms/builder/patch'
import { placeOf } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import type Demarche from '#catalogue/demarche'
import DemarcheDraft from '#catalogue/demarche_draft'
import { type OpenDraft, openDraft, type StepTitle, withChange } from '#catalogue/drafts'
import { sql } from '#tenancy/scope'

interface Asked {
  demarche: Demarche
  /** Of the draft that was seen when it was asked for. */
  version: number
  /** Who does it, by name. */
  by: string
}

export type DraftOutcome =
  | { type: 'done'; before: OpenDraft; draft: OpenDraft; path: string }
  /** Somebody else has saved since: who and when is in the draft. Nothing was done. */
  | { type: 'overtaken'; draft: OpenDraft }
  /** There is nothing to undo, or nothing changed. */
  | { type: 'nothing'; draft: OpenDraft }
  | (Exclude<Outcome, { type: 'done' }> & { draft: OpenDraft })

/** How many steps back one can go. */
const MOST_STEPS = 200

/** Does one thing to the form of a démarche, in a draft beside what is online. */
export class EditDraft {
  async handle({ operation, ...input }: Asked & { operation: Operation }): Promise<DraftOutcome> {
    const before = await locked(input.demarche)
    if (before.version !== input.version) return { type: 'overtaken', draft: before }
    const outcome = perform(before.document, operation, { frozen: before.frozen })
    if (outcome.type !== 'done') return { ...outcome, draft: before }
    const changes = changesBetween(before.document, outcome.document)
    if (changes.length === 0) return { type: 'nothing', draft: before }

    const { path, document } = outcome
    const touched =
      operation.type === 'delete'
        ? placeOf(before.document, operation.path)
        : placeOf(document, path)
    const step = { operation: operation.type, subject: touched?.spec.title ?? '' }
    const id = await this.#keep(input, before, document)
    await this.#note(id, step, changes, input.by)
    const draft = withChange(before, { document, by: input.by, step, id })
    return { type: 'done', before, draft, path }
  }

  async #keep({ demarche, by }: Asked, { id, version }: OpenDraft, document: Document) {
    const draft = id
      ? await DemarcheDraft.query().select('id', 'step').where('id', id).firstOrFail()
      : new DemarcheDraft().fill({ demarcheId: demarche.id, step: 0 })
    draft.merge({
      document: JSON.stringify(document),
      version: version + 1,
      step: draft.step + 1,
      savedBy: by,
    })
    return (await draft.save()).id
  }

  /** What had been undone is forgotten; so are steps of long ago. */
  async #note(id: string, { operation, subject }: StepTitle, changes: Change[], by: string) {
    await sql(
      `delete from draft_steps s using demarche_drafts d where d.id = ? and s.commune_id = d.commune_id
         and s.draft_id = d.id and (s.number >= d.step or s.number < d.step - ?)`,
      [id, MOST_STEPS]
    )
    await sql(
      `insert into draft_steps (commune_id, id, draft_id, number, operation, subject, changes, done_by)
       select commune_id, ?, id, step, ?, ?, ?::jsonb, ? from demarche_drafts where id = ?`,
      [uuidv7(), operation, subject, JSON.stringify(changes), by, id]
    )
  }
}

/** Takes the last step back, or does it again. Whoever made it: there is one draft for all. */
export class UndoDraft {
  async handle({
    direction,
    ...input
  }: Asked & { direction: 'undo' | 'redo' }): Promise<DraftOutcome> {
    const before = await locked(input.demarche)
    if (before.version !== input.version) return { type: 'overtaken', draft: before }
    const [step] = await sql<{ number: number; changes: Change[] }>(
      `select s.number, s.changes from draft_steps s join demarche_drafts d
         on d.commune_id = s.commune_id and d.id = s.draft_id
       where d.id = ? and s.number = d.step + ?`,
      [before.id, direction === 'undo' ? 0 : 1]
    )
    if (!step) return { type: 'nothing', draft: before }

    const changes = direction === 'undo' ? inverse(step.changes) : step.changes
    const document = applied(before.document, changes)
    await DemarcheDraft.query()
      .where('id', before.id!)
      .update({
        document: JSON.stringify(document),
        version: before.version + 1,
        step: direction === 'undo' ? step.number - 1 : step.number,
        saved_by: input.by,
        updated_at: new Date(),
      })
    const path = pathOf(changes, document)
    return { type: 'done', before, draft: await openDraft(input.demarche), path }
  }
}

/** Two administrators who save at once wait for each other; the second is told. */
async function locked(demarche: Demarche): Promise<OpenDraft> {
  await sql('select id from demarches where id = ? for update', [demarche.id])
  return openDraft(demarche)
}

/** The page or question that was changed: what one wants to look at. */
function pathOf(changes: Change[], document: Document): string {
  for (const { at } of changes) {
    const keys: string[] = []
    for (const [place, one] of at.entries()) {
      if (at[place - 1] === 'properties') keys.push(one)
    }
    while (keys.length > 0) {
      if (placeOf(document, keys.join('.'))) return keys.join('.')
      keys.pop()
    }
  }
  return ''
}
