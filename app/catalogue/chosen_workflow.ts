import { publishedWorkflow } from '#catalogue/workflow'
import {
  type Action,
  type Definition,
  guichetUnique,
  renameServices,
  type RoutingRule,
  type ServiceRef,
} from '#workflow/main'

/** « Si la réponse à `question` est `value`, la demande part au service. » */
export interface AnswerRule {
  /** Path of the question, `lieu.motif`. */
  question: string
  /** `contains` where several answers may be given. */
  test: 'is' | 'contains'
  value: string | boolean
  serviceId: string
}

/** How a commune routes a démarche, as `demarches.routing` keeps it. */
export interface Routing {
  rules?: AnswerRule[]
  /** The services that the workflow names (`maire`), by the commune's own. */
  services?: Record<string, string>
}

/** Whom of the commune a new dossier is announced to. */
export type Notified = 'accueil' | 'superviseur'

export interface WorkflowChoice {
  workflowId: string | null
  /** Where dossiers go at once that no rule takes; the accueil has them without it. */
  serviceId: string | null
  routing: Routing
  notified: string[]
}

/** What is frozen with the next version of a démarche, and the publication that it comes from. */
export interface Chosen {
  workflow: Definition
  /** Null where the workflow is one of the library. */
  workflowVersionId: string | null
}

/** The workflow of a démarche as its settings want it. One that is not there any more is the usual one. */
export async function chosenWorkflow(
  choice: WorkflowChoice,
  services: ServiceRef[]
): Promise<Chosen> {
  const found = await publishedWorkflow(choice.workflowId ?? guichetUnique.id)
  const { definition = guichetUnique, version = null } = found ?? {}
  const workflow = adapted(definition, choice, services)
  return { workflow, workflowVersionId: version?.id ?? null }
}

/** A workflow with the services, the rules and the recipients that a démarche adds to it. */
export function adapted(
  base: Definition,
  choice: Omit<WorkflowChoice, 'workflowId'>,
  services: ServiceRef[]
): Definition {
  const { rules = [], services: named = {} } = choice.routing
  const label = (id: string) => services.find((service) => service.id === id)?.label ?? id
  const own = Object.entries(named).map(([key, id]) => [key, { id, label: label(id) }])
  const definition = renameServices(announced(base, choice.notified), Object.fromEntries(own))

  const transfer = transferOf(definition)
  if (!transfer || (rules.length === 0 && !choice.serviceId)) return definition
  const { key, action, field } = transfer
  const to = (serviceId: string): RoutingRule => ({ do: key, with: { [field]: serviceId } })
  const ids = [
    ...rules.map((rule) => rule.serviceId),
    ...(choice.serviceId ? [choice.serviceId] : []),
  ]
  return {
    ...definition,
    services: { ...definition.services, ...Object.fromEntries(ids.map((id) => [id, label(id)])) },
    actions: {
      ...definition.actions,
      [key]: { ...action, by: [...new Set([...action.by, 'system' as const])] },
    },
    routing: [
      ...rules.map(({ question, test, value, serviceId }) => ({
        when: { all: [{ question, [test]: value }] },
        ...to(serviceId),
      })),
      ...(choice.serviceId ? [to(choice.serviceId)] : []),
    ],
  }
}

/** The action by which a dossier that has just come in is handed to a service of one's choice. */
export function transferOf(
  definition: Definition
): { key: string; action: Action; field: string } | null {
  for (const [key, action] of Object.entries(definition.actions)) {
    const field = action.assigns
    if (typeof field === 'string' && action.from.includes(definition.start)) {
      return { key, action, field }
    }
  }
  return null
}

function announced(definition: Definition, notified: string[]): Definition {
  const told = notified.map((to) => ({
    type: 'notify' as const,
    to: to as Notified,
    template: 'agents-recue',
  }))
  return told.length
    ? { ...definition, receipt: [...(definition.receipt ?? []), ...told] }
    : definition
}
