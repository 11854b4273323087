import { v7 as uuidv7 } from 'uuid'
import { applied, changesBetween, type Change, inverse } from '#forms/builder/patch'
import { lockedWorkflow, workflowDraft, type WorkflowDraft } from '#catalogue/workflow_drafts'
import { sql } from '#tenancy/scope'
import { type Operation, type Outcome, perform, subjectOf } from '#workflow/editor/operations'
import type { Part } from '#workflow/editor/parts'
import type { Definition, ServiceRef } from '#workflow/main'

interface Asked {
  slug: string
  /** Of the workflow that was seen when it was asked for. */
  version: number
  /** Who does it, by name. */
  by: string
}

export type WorkflowOutcome =
  | { type: 'done'; draft: WorkflowDraft; part: Part | 'settings'; key: string }
  /** Somebody else has saved since: who and when is in the draft. Nothing was done. */
  | { type: 'overtaken'; draft: WorkflowDraft }
  /** There is nothing to undo, or nothing changed. */
  | { type: 'nothing'; draft: WorkflowDraft }
  | (Exclude<Outcome, { type: 'done' }> & { draft: WorkflowDraft })

/** How many steps back one can go. */
const MOST_STEPS = 200

/** Does one thing to a commune's own workflow; what is published does not change. */
export class EditWorkflow {
  /** @throws where the commune has no such workflow */
  async handle({
    operation,
    services,
    slug,
    version,
    by,
  }: Asked & { operation: Operation; services: ServiceRef[] }): Promise<WorkflowOutcome> {
    const before = await locked(slug)
    if (before.version !== version) return { type: 'overtaken', draft: before }
    const outcome = perform(before.definition, operation, services)
    if (outcome.type !== 'done') return { ...outcome, draft: before }
    const changes = changesBetween(before.definition, outcome.definition)
    const { part, key } = outcome
    if (changes.length === 0) return { type: 'nothing', draft: before }

    await this.#forget(before)
    const subject = subjectOf(before.definition, operation)
    await sql(
      `insert into workflow_steps (commune_id, id, workflow_id, number, operation, subject, changes, done_by)
       select commune_id, ?, id, step + 1, ?, ?, ?::jsonb, ? from workflows where id = ?`,
      [uuidv7(), operation.type, subject, JSON.stringify(changes), by, before.id]
    )
    await keep(before.id, outcome.definition, by, 1)
    return { type: 'done', draft: await found(slug), part, key }
  }

  /** What had been undone is forgotten; so are steps of long ago. */
  async #forget({ id }: WorkflowDraft) {
    await sql(
      `delete from workflow_steps s using workflows w where w.id = ? and s.commune_id = w.commune_id
         and s.workflow_id = w.id and (s.number > w.step or s.number < w.step - ?)`,
      [id, MOST_STEPS]
    )
  }
}

/** Takes the last step back, or does it again. Whoever made it: there is one workflow for all. */
export class UndoWorkflow {
  /** @throws where the commune has no such workflow */
  async handle({
    direction,
    slug,
    version,
    by,
  }: Asked & { direction: 'undo' | 'redo' }): Promise<WorkflowOutcome> {
    const before = await locked(slug)
    if (before.version !== version) return { type: 'overtaken', draft: before }
    const [step] = await sql<{ changes: Change[] }>(
      `select s.changes from workflow_steps s join workflows w
         on w.commune_id = s.commune_id and w.id = s.workflow_id
       where w.id = ? and s.number = w.step + ?`,
      [before.id, direction === 'undo' ? 0 : 1]
    )
    if (!step) return { type: 'nothing', draft: before }

    const changes = direction === 'undo' ? inverse(step.changes) : step.changes
    const definition = applied(before.definition, changes)
    await keep(before.id, definition, by, direction === 'undo' ? -1 : 1)
    return { type: 'done', draft: await found(slug), ...placeOf(changes, definition) }
  }
}

async function keep(id: string, definition: Definition, by: string, steps: 1 | -1) {
  await sql(
    `update workflows set definition = ?::jsonb, version = version + 1, step = step + ?, saved_by = ?,
       updated_at = now() where id = ?`,
    [JSON.stringify(definition), steps, by, id]
  )
}

/** What was changed and is still there: what one wants to look at. */
function placeOf(
  changes: Change[],
  definition: Definition
): { part: Part | 'settings'; key: string } {
  for (const { at } of changes) {
    const [part, key] = at
    if ((part === 'states' || part === 'actions') && key && definition[part][key]) {
      return { part, key }
    }
  }
  return { part: 'settings', key: '' }
}

async function locked(slug: string): Promise<WorkflowDraft> {
  const draft = await lockedWorkflow(slug)
  if (!draft) throw new Error(`No workflow ${slug}`)
  return draft
}

const found = async (slug: string) => (await workflowDraft(slug))!
