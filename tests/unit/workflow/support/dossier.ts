import {
  type Actor,
  type ApplyContext,
  type ApplyResult,
  type Calendar,
  type Definition,
  type Effect,
  type Entry,
  type Facts,
  type Standing,
  apply,
  available,
  due,
  fire,
  start,
  weekdays,
} from '#workflow/main'

export const usager: Actor = { role: 'usager', label: 'Nora Aubert' }
export const accueil: Actor = { role: 'accueil', id: 'a1', label: 'Jeanne Roux' }
export const superviseur: Actor = { role: 'superviseur', id: 'm1', label: 'Paul Rey' }
export const voirie = serviceActor('voirie', 'Voirie')
export const proprete = serviceActor('proprete', 'Propreté')

export function serviceActor(serviceId: string, label: string): Actor {
  return { role: 'service', id: serviceId, serviceId, label }
}

export const context: ApplyContext = {
  services: [
    { id: 'voirie', label: 'Voirie' },
    { id: 'proprete', label: 'Propreté' },
    { id: 'maire', label: 'Maire' },
  ],
  questions: [
    { path: 'lieu.adresse', title: 'Adresse' },
    { path: 'lieu.photo', title: 'Photo' },
  ],
}

/** A dossier in memory: it does what the dossiers room does with what the engine says. */
export class Dossier {
  standing: Standing
  entries: Entry[]
  effects: Effect[]

  constructor(
    readonly definition: Definition,
    public now = '2026-03-02T09:00:00.000Z',
    facts: Facts = {}
  ) {
    const step = start(definition, now, facts, { services: context.services })
    this.standing = step.standing
    this.entries = step.entries
    this.effects = step.effects
  }

  /** Takes the action or throws: for what a test takes for granted. */
  act(actor: Actor, action: string, input: Record<string, unknown> = {}): this {
    const result = this.try(actor, action, input)
    if (!result.ok) throw new Error(`${action}: ${JSON.stringify(result)}`)
    return this
  }

  try(actor: Actor, action: string, input: unknown = {}): ApplyResult {
    const { definition, standing, now } = this
    const { revision } = standing
    return this.keep(apply(definition, standing, action, input, actor, now, revision, context))
  }

  /** Carries out all that has come by then, and tells the keys. */
  wait(until: string, calendar: Calendar = weekdays): string[] {
    this.now = new Date(until).toISOString()
    const keys = due(this.definition, this.standing, calendar, this.now).map(({ key }) => key)
    return keys.filter((key) => {
      const { definition, standing, now } = this
      return this.keep(fire(definition, standing, key, calendar, now, standing.revision)).ok
    })
  }

  actions(actor: Actor): string[] {
    return available(this.definition, this.standing, actor, this.now).map(({ key }) => key)
  }

  private keep(result: ApplyResult): ApplyResult {
    if (!result.ok) return result
    this.standing = result.standing
    this.entries.push(...result.entries)
    this.effects = result.effects
    return result
  }
}
