import { CreateWorkflow } from '#catalogue/actions/create_workflow'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { PublishWorkflow } from '#catalogue/actions/publish_workflow'
import type { WorkflowChoice } from '#catalogue/chosen_workflow'
import type { ReadyDemarche } from '#catalogue/ready_demarches'
import { type Actor, type Definition, findWorkflow, type ServiceRef } from '#workflow/main'
import type { DemoCommune, DemoDemarche, DemoWorkflow } from './communes.js'

/** The services of a commune by name; the one that signs is `maire` too, whatever its name. */
export type Services = Map<string, Actor>

export const refsOf = (services: Services): ServiceRef[] =>
  [...services.values()].map(({ id, label }) => ({ id: id!, label }))

/** How a démarche of the demo is treated, as its settings say it. */
export function demoTreatment(
  { workflow, service }: DemoDemarche,
  ready: ReadyDemarche,
  services: Services
): WorkflowChoice {
  const workflowId = workflow ?? ready.workflow
  const goesTo = service ?? (workflowId === 'direct-au-service' ? ready.service : '')
  const maire = services.get('maire')
  const names = findWorkflow(workflowId)?.services ?? {}
  return {
    workflowId,
    serviceId: services.get(goesTo)?.id ?? null,
    routing: maire && 'maire' in names ? { services: { maire: maire.id! } } : {},
    notified: [],
  }
}

/** Makes and publishes a commune's own workflow, by what an administrator does in the editor. */
export async function makeWorkflow(
  { label, from, routes = [] }: DemoWorkflow,
  services: Services,
  actor: { id: string; name: string }
): Promise<void> {
  const refs = refsOf(services)
  const definition = findWorkflow(from)!
  const { slug } = await new CreateWorkflow().handle({ label, definition, services: refs, actor })
  let version = 1
  for (const { when, service } of routes) {
    const input = { service: services.get(service)!.id! }
    const outcome = await new EditWorkflow().handle({
      slug,
      version,
      by: actor.name,
      services: refs,
      operation: {
        type: 'add',
        part: 'routing',
        value: { when, do: 'transmettre', with: input },
      },
    })
    if (outcome.type !== 'done') throw new Error(`${label}: ${JSON.stringify(outcome)}`)
    version = outcome.draft.version
  }
  const published = await new PublishWorkflow().handle({ slug, version, services: refs, actor })
  if (published.type !== 'published') throw new Error(`${label}: ${JSON.stringify(published)}`)
}

/** The workflow of the library that one is, or was made of. */
export function originOf({ workflows = [] }: DemoCommune, { id, label }: Definition): string {
  return workflows.find((own) => own.label === label)?.from ?? id
}
