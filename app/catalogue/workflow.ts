import { compose } from '@adonisjs/core/helpers'
import { WorkflowSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { sql } from '#tenancy/scope'
import { type Definition, library } from '#workflow/main'

/** A workflow that a commune made its own, as it is being changed. */
export default class Workflow extends compose(WorkflowSchema, CommuneModel) {
  static override table = 'workflows'
}

/** A workflow that a démarche may take: of the library, or published by the commune. */
export interface Published {
  /** What `demarches.workflow_id` holds, and the definition's own id. */
  id: string
  definition: Definition
  /** Of a commune's own: the publication that it is. */
  version: { id: string; number: number } | null
}

/** The commune's own first, by name, then the library. */
export async function publishedWorkflows(): Promise<Published[]> {
  const rows = await sql<{ slug: string; id: string; number: number; definition: Definition }>(
    `select distinct on (w.slug) w.slug, v.id, v.number, v.definition
     from workflows w
     join workflow_versions v on v.commune_id = w.commune_id and v.workflow_id = w.id
     order by w.slug, v.number desc`
  )
  const own = rows.map(({ slug, definition, id, number }) => ({
    id: slug,
    definition,
    version: { id, number },
  }))
  own.sort((a, b) => a.definition.label.localeCompare(b.definition.label, 'fr'))
  const ready = library.map((definition) => ({ id: definition.id, definition, version: null }))
  return [...own, ...ready]
}

/** Null where the commune has published no such workflow and the library has none of that name. */
export async function publishedWorkflow(id: string): Promise<Published | null> {
  const ready = library.find((definition) => definition.id === id)
  if (ready) return { id, definition: ready, version: null }
  return (await publishedWorkflows()).find((one) => one.id === id) ?? null
}

/**
 * Lets nobody publish or remove a commune's own workflow until it is chosen: who does waits, and finds
 * the démarche among those that take it.
 */
export async function holdWorkflow(id: string): Promise<void> {
  await sql('select from workflows where slug = ? for share', [id])
}
