import type { ReadyDemarche } from '#catalogue/ready_demarches'
import { type Actor, type Definition, findWorkflow, renameServices } from '#workflow/main'
import type { DemoDemarche } from './communes.js'

/** The workflow that a démarche of the demo takes, with the services of its commune. */
export function demoWorkflow(
  { workflow, routes }: DemoDemarche,
  ready: ReadyDemarche,
  services: Map<string, Actor>
): Definition {
  const known = [...services].map(([name, { id, label }]) => [name, { id: id!, label }])
  const definition = findWorkflow(workflow ?? ready.workflow)!
  const rules = routes ?? (services.has(ready.service) ? [{ service: ready.service }] : [])
  const routed =
    definition.id === 'direct-au-service' && rules.length > 0
      ? withRoutes(definition, rules)
      : definition
  return renameServices(routed, Object.fromEntries(known))
}

function withRoutes(
  definition: Definition,
  rules: NonNullable<DemoDemarche['routes']>
): Definition {
  return {
    ...definition,
    services: Object.fromEntries(rules.map(({ service }) => [service, service])),
    routing: rules.map(({ when, service }) => ({
      ...(when && { when }),
      do: 'transmettre',
      with: { service },
    })),
  }
}
