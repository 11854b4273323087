import { advance } from './advance.js'
import type { CompiledAction } from './compiled.js'
import type { Definition, EffectSpec } from './definition.js'
import { serviceAfter, stateAfter } from './destination.js'
import { effectsOf } from './effects.js'
import { readInput } from './input.js'
import type { Actor, ApplyContext, ApplyResult, Entry, Standing } from './standing.js'

/** The actor of what nobody does by hand: routing and deadlines. */
export const system: Actor = { role: 'system', label: 'Automatique' }

/** What distinguishes a deadline that decides from a person who does. */
export interface Occasion {
  type: 'action' | 'deadline'
  due?: string
  label?: string
  effects?: EffectSpec[]
}

/** Takes an action that is permitted: validates the input, writes the line, moves the dossier. */
export function take(
  definition: Definition,
  standing: Standing,
  { key, action }: CompiledAction,
  input: unknown,
  actor: Actor,
  now: Date | string,
  context?: ApplyContext,
  occasion: Occasion = { type: 'action' }
): ApplyResult {
  const fields = action.form ?? []
  const read = readInput(fields, input, context)
  if (!read.ok) return { ok: false, reason: 'input-invalid', errors: read.errors }

  const seen = action.public ?? action.to !== '@same'
  const to = stateAfter(action, standing, actor)
  const entry: Entry = {
    type: occasion.type,
    action: key,
    ...(occasion.due === undefined ? {} : { due: occasion.due }),
    label: occasion.label ?? action.past ?? action.label,
    from: standing.state,
    to,
    actor,
    at: instant(now),
    service: serviceAfter(definition, action, standing, to, read.data, context),
    data: read.data,
    public: seen,
    publicKeys: fields
      .filter((field) => seen && field.visibility === 'usager' && field.key in read.data)
      .map((field) => field.key),
  }
  const after = advance(definition, standing, entry)
  const specs = [...(action.effects ?? []), ...(occasion.effects ?? [])]
  const effects = effectsOf(definition, specs, standing, after)
  return { ok: true, standing: after, entries: [entry], effects }
}

export function instant(now: Date | string): string {
  return new Date(now).toISOString()
}
