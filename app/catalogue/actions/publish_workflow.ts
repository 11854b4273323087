import { v7 as uuidv7 } from 'uuid'
import { RepublishDemarche } from '#catalogue/actions/republish_demarche'
import { adapted } from '#catalogue/chosen_workflow'
import Demarche from '#catalogue/demarche'
import { problemsIn } from '#catalogue/workflow_check'
import { lockedWorkflow, type WorkflowDraft } from '#catalogue/workflow_drafts'
import { recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'
import { check, type Problem, type ServiceRef } from '#workflow/main'

interface Asked {
  slug: string
  /** Of the workflow that was seen. */
  version: number
  services: ServiceRef[]
  actor: { id: string; name: string }
}

/** A démarche whose own rules do not go with the workflow as it would become. */
export interface Misfit {
  title: string
  problems: Problem[]
}

type Outcome =
  /** `moved`: the démarches that take it from now on. */
  | { type: 'published'; number: number; moved: string[] }
  | { type: 'unchanged'; draft: WorkflowDraft }
  | { type: 'overtaken'; draft: WorkflowDraft }
  | { type: 'refused'; draft: WorkflowDraft; problems: Problem[]; misfits: Misfit[] }

/**
 * Gives a workflow to those who choose one, and to the démarches that had chosen it already: what is
 * begun from now on follows it, dossiers under way end as they began.
 */
export class PublishWorkflow {
  /** @throws where the commune has no such workflow */
  async handle({ slug, version, services, actor }: Asked): Promise<Outcome> {
    const draft = await lockedWorkflow(slug)
    if (!draft) throw new Error(`No workflow ${slug}`)
    if (draft.version !== version) return { type: 'overtaken', draft }
    if (!draft.isChanged) return { type: 'unchanged', draft }

    const problems = problemsIn(draft.definition, services)
    const users = await usersOf(slug)
    const misfits = problems.length > 0 ? [] : misfitsAmong(users, draft, services)
    if (problems.length > 0 || misfits.length > 0) {
      return { type: 'refused', draft, problems, misfits }
    }

    const number = await this.#freeze(draft, actor.name)
    for (const demarche of users) await new RepublishDemarche().handle(demarche, services)
    const { label: subjectLabel } = draft.definition
    await recordChange(
      { subject: 'workflow', subjectId: slug, subjectLabel, label: `Circuit publié (${number})` },
      actor
    )
    return { type: 'published', number, moved: users.map(({ title }) => title) }
  }

  /** What was done until now is not undone across a publication. */
  async #freeze({ id, live, definition }: WorkflowDraft, by: string): Promise<number> {
    const number = (live?.number ?? 0) + 1
    await sql(
      `insert into workflow_versions (commune_id, id, workflow_id, number, definition, published_by)
       select commune_id, ?, id, ?, ?::jsonb, ? from workflows where id = ?`,
      [uuidv7(), number, JSON.stringify(definition), by, id]
    )
    await sql('delete from workflow_steps where workflow_id = ?', [id])
    await sql('update workflows set step = 0, version = version + 1 where id = ?', [id])
    return number
  }
}

/** The démarches that have chosen a workflow. */
export function usersOf(slug: string): Promise<Demarche[]> {
  return Demarche.query().where('workflowId', slug).orderBy('position').orderBy('title')
}

function misfitsAmong(users: Demarche[], { definition }: WorkflowDraft, services: ServiceRef[]) {
  return users
    .map((one) => ({ title: one.title, problems: check(adapted(definition, one, services)) }))
    .filter(({ problems }) => problems.length > 0)
}
