import { RepublishDemarche } from '#catalogue/actions/republish_demarche'
import { adapted, type AnswerRule, transferOf } from '#catalogue/chosen_workflow'
import type Demarche from '#catalogue/demarche'
import { holdWorkflow, type Published, publishedWorkflow } from '#catalogue/workflow'
import { type Detail, differences, recordChange } from '#tenancy/changes'
import { check, guichetUnique, type ServiceRef } from '#workflow/main'

interface Treatment {
  demarche: Demarche
  workflowId: string
  serviceId: string | null
  rules: AnswerRule[]
  /** The services that the workflow names, by the commune's own. */
  named: Record<string, string>
  notified: string[]
  retentionMonths: number | null
  services: ServiceRef[]
  actor: { id: string; name: string }
}

type Outcome =
  | { type: 'saved'; version: boolean }
  | { type: 'refused'; field: Field; reason: Reason; name: string }

type Field = 'workflow' | 'service' | 'rules' | 'named'
/** `name` is that of the workflow or the service that is wanting; what stands against it, where it does not fit. */
type Reason =
  'unknown' | 'inactive' | 'rule_inactive' | 'unnamed' | 'gone' | 'no_transfer' | 'unfit'

const NAMES = {
  workflow: 'Circuit de traitement',
  service: 'Service par défaut',
  rules: 'Règles d’orientation',
  named: 'Services nommés',
  notified: 'Prévenus à l’arrivée',
  retention: 'Conservation (mois)',
}

/**
 * Chooses who treats a démarche. What changes its workflow is frozen into a new version with the
 * form in use: dossiers under way end as they began.
 */
export class TreatDemarche {
  async handle(wanted: Treatment): Promise<Outcome> {
    await holdWorkflow(wanted.workflowId)
    const workflow = await publishedWorkflow(wanted.workflowId)
    if (!workflow) return { type: 'refused', field: 'workflow', reason: 'unknown', name: '' }
    const refused = refusal(wanted, workflow)
    if (refused) return refused

    const { demarche, services } = wanted
    const before = await inWords(demarche, services)
    demarche.merge({
      workflowId: wanted.workflowId,
      serviceId: wanted.serviceId,
      notified: wanted.notified,
      retentionMonths: wanted.retentionMonths,
      routing: { rules: wanted.rules, services: wanted.named },
    })
    const details: Detail[] = differences(NAMES, before, await inWords(demarche, services))
    if (details.length === 0) return { type: 'saved', version: false }

    const { routing } = demarche
    demarche.routing = JSON.stringify(routing) as never
    await demarche.save()
    demarche.routing = routing
    const published = await new RepublishDemarche().handle(demarche, services)
    if (published.type === 'refused') {
      throw new Error(`Workflow of ${demarche.slug}: ${JSON.stringify(published.problems)}`)
    }
    const { id: subjectId, title: subjectLabel } = demarche
    const label = 'Traitement modifié'
    await recordChange(
      { subject: 'demarche', subjectId, subjectLabel, label, details },
      wanted.actor
    )
    return { type: 'saved', version: published.type === 'published' }
  }
}

function refusal(wanted: Treatment, { definition, version }: Published): Outcome | null {
  const { serviceId, rules, named, notified, services } = wanted
  const refused = (field: Field, reason: Reason, name = '') =>
    ({ type: 'refused', field, reason, name }) as const

  const exists = (id: string) => services.some((service) => service.id === id)
  if (serviceId && !exists(serviceId)) return refused('service', 'inactive')
  if (rules.some((rule) => !exists(rule.serviceId))) {
    return refused('rules', 'rule_inactive')
  }
  const missing = Object.entries(definition.services ?? {}).find(
    ([key]) => !exists(named[key] ?? key)
  )
  if (missing && version) return refused('workflow', 'gone', missing[1])
  if (missing) return refused('named', 'unnamed', missing[1])
  if ((serviceId || rules.length > 0) && !transferOf(definition)) {
    return refused(serviceId ? 'service' : 'rules', 'no_transfer', definition.label)
  }
  const choice = { serviceId, notified, routing: { rules, services: named } }
  const [problem] = check(adapted(definition, choice, services))
  return problem ? refused('workflow', 'unfit', problem.message) : null
}

async function inWords(demarche: Demarche, services: ServiceRef[]) {
  const name = (id: string) => services.find((service) => service.id === id)?.label ?? id
  const { workflowId, serviceId, routing, notified, retentionMonths } = demarche
  const workflow = await publishedWorkflow(workflowId ?? guichetUnique.id)
  return {
    workflow: workflow?.definition.label ?? workflowId,
    service: serviceId ? name(serviceId) : '',
    rules: (routing.rules ?? [])
      .map(({ question, value, serviceId: to }) => `${question} = ${value} → ${name(to)}`)
      .join(' ; '),
    named: Object.entries(routing.services ?? {})
      .map(([key, id]) => `${key} : ${name(id)}`)
      .join(' ; '),
    notified: [...notified].sort(),
    retention: retentionMonths,
  }
}
