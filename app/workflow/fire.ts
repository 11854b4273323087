import { advance } from './advance.js'
import type { Calendar } from './calendar.js'
import { compiled } from './compiled.js'
import { type Due, due } from './deadlines.js'
import type { Definition, EffectSpec } from './definition.js'
import { effectsOf } from './effects.js'
import type { ApplyResult, Entry, Standing, Step } from './standing.js'
import { named } from './start.js'
import { instant, system, take } from './step.js'

/**
 * Carries out what is due, by its key: the reminder, the alert or what the deadline does. What is
 * not due (any more) is refused as `not-here`, so several workers may try: it happens once.
 */
export function fire(
  definition: Definition,
  standing: Standing,
  key: string,
  calendar: Calendar,
  now: Date | string,
  expectedRevision: number
): ApplyResult {
  if (standing.revision !== expectedRevision) return { ok: false, reason: 'acted-before-you' }
  const come = due(definition, standing, calendar, now).find((one) => one.key === key)
  if (!come) return { ok: false, reason: 'not-here' }
  if (come.action === undefined) return { ok: true, ...tell(definition, standing, come, now) }

  const found = compiled(definition).actions.get(come.action)!
  const { with: input, past } = definition.deadlines!.find((one) => one.key === come.deadline)!
  return take(
    definition,
    standing,
    found,
    input,
    system,
    now,
    { services: named(definition) },
    { type: 'deadline', due: key, label: past, effects: notice(come) }
  )
}

function notice({ to, template }: Due): EffectSpec[] {
  return to && template ? [{ type: 'notify', to, template }] : []
}

/** A reminder or an alert: somebody is told, the dossier stays where it is. */
function tell(definition: Definition, standing: Standing, come: Due, now: Date | string): Step {
  const toUsager = come.to === 'usager' || (come.to === 'holder' && standing.holder === 'usager')
  const { serviceId: id, serviceLabel: label } = standing
  const entry: Entry = {
    type: come.kind,
    due: come.key,
    label: come.label,
    from: standing.state,
    to: standing.state,
    actor: system,
    at: instant(now),
    service: id === null ? null : { id, label: label ?? id },
    data: {},
    public: toUsager,
    publicKeys: [],
  }
  const after = advance(definition, standing, entry)
  return {
    standing: after,
    entries: [entry],
    effects: effectsOf(definition, notice(come), standing, after),
  }
}
