import { sql } from '#tenancy/scope'
import { type Definition, guichetUnique, library } from '#workflow/main'

export interface WorkflowRow {
  slug: string
  label: string
  description: string
  /** Of what is published; null before the first publication, and for the library. */
  number: number | null
  /** Whether it is other than what is published. */
  isChanged: boolean
  saved_at: Date | null
  saved_by: string | null
  /** The démarches that have chosen it. */
  users: { slug: string; title: string }[]
}

/** The commune's own workflows by name, and those of the library. */
export async function allWorkflows(): Promise<{ own: WorkflowRow[]; ready: WorkflowRow[] }> {
  const demarches = await sql<{ slug: string; title: string; workflow: string }>(
    `select slug, title, coalesce(workflow_id, ?) as workflow from demarches order by position, title`,
    [guichetUnique.id]
  )
  const usersOf = (id: string) => demarches.filter(({ workflow }) => workflow === id)
  const rows = await sql(
    `select w.slug, w.definition, w.updated_at, w.saved_by, v.number,
       w.definition is distinct from v.definition as is_changed
     from workflows w
     left join lateral (select number, definition from workflow_versions v
       where v.commune_id = w.commune_id and v.workflow_id = w.id order by number desc limit 1) v on true
     order by w.definition ->> 'label'`
  )
  const described = ({ label, description = '' }: Definition) => ({ label, description })
  const own = rows.map((row) => ({
    slug: row.slug,
    ...described(row.definition),
    number: row.number,
    isChanged: row.is_changed,
    saved_at: row.updated_at,
    saved_by: row.saved_by,
    users: usersOf(row.slug),
  }))
  const ready = library.map((definition) => ({
    slug: definition.id,
    ...described(definition),
    number: null,
    isChanged: false,
    saved_at: null,
    saved_by: null,
    users: usersOf(definition.id),
  }))
  return { own, ready }
}
