import { advance } from './advance.js'
import { compiled } from './compiled.js'
import { type Facts, holds } from './conditions.js'
import type { Definition } from './definition.js'
import { effectsOf } from './effects.js'
import { permits } from './permission.js'
import type { Actor, ApplyContext, Entry, Standing, Step } from './standing.js'
import { instant, system, take } from './step.js'

const usager: Actor = { role: 'usager', label: 'Usager' }

export interface Submission {
  /** Who submits: the usager, or an agent on their behalf. */
  actor?: Actor
  /** The services of the commune; a rule that names another one is passed over. */
  services?: ApplyContext['services']
}

/**
 * The submission of a dossier, then what the routing does with its answers (`facts`, flat).
 * Without a list of services, those that the definition names are taken at its word.
 */
export function start(
  definition: Definition,
  now: Date | string,
  facts: Facts = {},
  { actor = usager, services }: Submission = {}
): Step {
  const entry: Entry = {
    type: 'submitted',
    label: 'Demande envoyée',
    from: null,
    to: definition.start,
    actor,
    at: instant(now),
    service: null,
    data: {},
    public: true,
    publicKeys: [],
  }
  const standing = advance(definition, null, entry)
  const effects = effectsOf(definition, definition.receipt, null, standing)
  const routed = route(definition, standing, now, facts, services ?? named(definition))
  if (!routed) return { standing, entries: [entry], effects }
  return {
    standing: routed.standing,
    entries: [entry, ...routed.entries],
    effects: [...effects, ...routed.effects],
  }
}

/** A rule that cannot be carried out gives way to the next: a dossier is never lost for it. */
function route(
  definition: Definition,
  standing: Standing,
  now: Date | string,
  facts: Facts,
  services: ApplyContext['services']
): Step | null {
  for (const rule of definition.routing ?? []) {
    const found = compiled(definition).actions.get(rule.do)
    if (!found || !holds(rule.when, facts)) continue
    if (!found.action.from.includes(standing.state)) continue
    if (!permits(found.action, standing, system)) continue
    const result = take(definition, standing, found, rule.with, system, now, { services })
    if (result.ok) return result
  }
  return null
}

/** The services that the definition names itself, as a list. */
export function named({ services = {} }: Definition): { id: string; label: string }[] {
  return Object.entries(services).map(([id, label]) => ({ id, label }))
}
