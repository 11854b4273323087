import type Workflow from '#catalogue/workflow'
import type { StepTitle } from '#catalogue/drafts'
import { isSame } from '#forms/builder/patch'
import { sql } from '#tenancy/scope'
import type { Definition } from '#workflow/main'

/** What an administrator has before them. */
export interface WorkflowDraft {
  id: string
  slug: string
  definition: Definition
  /** Grows with each change: whoever saves says which one they have seen. */
  version: number
  savedBy: string
  savedAt: Date
  undo: StepTitle | null
  redo: StepTitle | null
  /** What démarches may take. */
  live: { id: string; number: number; definition: Definition } | null
  /** Whether it is other than what is published. */
  isChanged: boolean
}

const DRAFT = `
  select w.id, w.slug, w.definition, w.version, w.saved_by, w.updated_at,
    u.operation as undo, u.subject as undo_subject, r.operation as redo, r.subject as redo_subject,
    v.id as live_id, v.number, v.definition as live
  from workflows w
  left join workflow_steps u on u.commune_id = w.commune_id and u.workflow_id = w.id and u.number = w.step
  left join workflow_steps r on r.commune_id = w.commune_id and r.workflow_id = w.id and r.number = w.step + 1
  left join lateral (select id, number, definition from workflow_versions v
    where v.commune_id = w.commune_id and v.workflow_id = w.id order by number desc limit 1) v on true
  where w.slug = ?`

/** Null where the commune has no workflow of its own of this name. */
export async function workflowDraft(slug: string): Promise<WorkflowDraft | null> {
  const [row] = await sql(DRAFT, [slug])
  if (!row) return null
  return {
    id: row.id,
    slug: row.slug,
    definition: row.definition,
    version: row.version,
    savedBy: row.saved_by,
    savedAt: row.updated_at,
    undo: row.undo ? { operation: row.undo, subject: row.undo_subject } : null,
    redo: row.redo ? { operation: row.redo, subject: row.redo_subject } : null,
    live: row.live && { id: row.live_id, number: row.number, definition: row.live },
    isChanged: !row.live || !isSame(row.definition, row.live),
  }
}

/** Two administrators who save at once wait for each other; the second is told. */
export async function lockedWorkflow(slug: string): Promise<WorkflowDraft | null> {
  await sql('select id from workflows where slug = ? for update', [slug])
  return workflowDraft(slug)
}

/** What was published of a workflow, the last first. */
export interface WorkflowVersion {
  id: string
  number: number
  definition: Definition
  publishedBy: string
  publishedAt: Date
  /** Dossiers that were begun under it and are still open. */
  pending: number
}

export function workflowVersions(workflow: Pick<Workflow, 'id'>): Promise<WorkflowVersion[]> {
  return sql<WorkflowVersion>(
    `select w.id, w.number, w.definition, w.published_by as "publishedBy",
       w.published_at as "publishedAt",
       (select count(*)::int from demarche_versions v
        join dossiers o on o.commune_id = v.commune_id and o.version_id = v.id
        where v.workflow_version_id = w.id and o.tray in ('accueil', 'usager', 'service')) as pending
     from workflow_versions w where w.workflow_id = ? order by w.number desc limit 50`,
    [workflow.id]
  )
}
