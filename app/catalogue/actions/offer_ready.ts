import { setImmediate as breathe } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { v7 as uuidv7 } from 'uuid'
import { adapted, transferOf } from '#catalogue/chosen_workflow'
import { type ReadyDemarche, readyDemarche } from '#catalogue/ready_demarches'
import { type CompiledForm, compile } from '#forms/main'
import { check as checkWorkflow, findWorkflow, type ServiceRef } from '#workflow/main'
import { sql } from '#tenancy/scope'

/** The library does not change while the process lives, and compiling is what costs. */
const compiled = new LRUCache<string, CompiledForm>({ max: 60, ttl: 30 * 60_000 })

/** Compiles what is going to be offered, before any transaction waits for it. Other requests go on meanwhile. */
export async function prepareReady(slugs: string[]): Promise<void> {
  for (const slug of slugs) {
    compiledForm(await readyDemarche(slug))
    await breathe()
  }
}

/** Puts ready démarches online as they are, all of them in a few statements, in a commune that has none. */
export class OfferReady {
  /**
   * @param services of the commune: those that a workflow calls by name are found by it
   * @throws where one is not in the library, or its workflow names a service that is not there
   */
  async handle(slugs: string[], services: ServiceRef[]): Promise<void> {
    const rows = []
    for (const slug of slugs) {
      const ready = await readyDemarche(slug)
      rows.push(rowOf(ready, compiledForm(ready), services, rows.length))
    }
    const all = JSON.stringify(rows)
    await sql(
      `insert into demarches (commune_id, id, slug, title, description, category, position,
         workflow_id, service_id, routing)
       select current_setting('app.commune_id')::uuid, r.id, r.slug, r.title, r.description,
         r.category, r.position, r.workflow_id, r.service_id, r.routing
       from jsonb_populate_recordset(null::demarches, ?::jsonb) r`,
      [all]
    )
    await sql(
      `insert into demarche_versions (commune_id, id, demarche_id, number, title, compiled, workflow, hash)
       select current_setting('app.commune_id')::uuid, r.version_id, r.id, 1, r.title, r.compiled,
         r.workflow, r.hash
       from jsonb_to_recordset(?::jsonb)
         as r (id uuid, version_id uuid, title text, compiled jsonb, workflow jsonb, hash text)`,
      [all]
    )
    await sql(
      `update demarches d set version_id = v.id from demarche_versions v
       where v.commune_id = d.commune_id and v.demarche_id = d.id and d.version_id is null`
    )
  }
}

function compiledForm(ready: ReadyDemarche): CompiledForm {
  const known = compiled.get(ready.slug)
  if (known) return known
  const form = compile(ready.document)
  compiled.set(ready.slug, form)
  return form
}

function rowOf(ready: ReadyDemarche, form: CompiledForm, services: ServiceRef[], position: number) {
  const { slug, title, description, category, workflow: workflowId } = ready
  const library = findWorkflow(workflowId)
  const named = Object.entries(library?.services ?? {}).map(([key, label]) => [
    key,
    byName(services, label)?.id,
  ])
  const unnamed = named.find(([, id]) => !id)
  if (!library || unnamed) throw new Error(`${slug}: nobody is called ${unnamed?.[0]}`)

  const usual = byName(services, ready.service)
  // Where the accueil looks at all that comes, it chooses the service.
  const isDirect = transferOf(library)?.action.by.includes('system')
  const serviceId = isDirect ? (usual?.id ?? null) : null
  const routing = { services: Object.fromEntries(named) }
  const workflow = adapted(library, { serviceId, routing, notified: [] }, services)
  const [problem] = checkWorkflow(workflow)
  if (problem) throw new Error(`${slug}: ${problem.path}: ${problem.message}`)
  return {
    id: uuidv7(),
    version_id: uuidv7(),
    slug,
    title,
    description,
    category,
    position,
    workflow_id: workflowId,
    service_id: serviceId,
    routing,
    compiled: form,
    workflow,
    hash: form.hash,
  }
}

/** « etat civil » is « État civil ». */
export function byName<T extends { label: string }>(services: T[], name: string): T | undefined {
  const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return services.find(({ label }) => folded(label) === folded(name))
}
