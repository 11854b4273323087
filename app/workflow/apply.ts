import { compiled } from './compiled.js'
import type { Definition } from './definition.js'
import { permits } from './permission.js'
import type { Actor, ApplyContext, ApplyResult, Standing } from './standing.js'
import { take } from './step.js'

/**
 * Takes an action, or says why not.
 *
 * `input` is what was typed in the action's form, as JSON or as a plain HTML form sends it.
 * `expectedRevision` is the revision that the actor had in view: when the dossier has moved on
 * since, nothing happens and the refusal is `acted-before-you`.
 * `context` lists what `service`, `services` and `questions` fields may choose; without it,
 * nothing can be chosen there.
 */
export function apply(
  definition: Definition,
  standing: Standing,
  actionKey: string,
  input: unknown,
  actor: Actor,
  now: Date | string,
  expectedRevision: number,
  context?: ApplyContext
): ApplyResult {
  const found = compiled(definition).actions.get(actionKey)
  if (!found) return { ok: false, reason: 'unknown-action' }
  if (standing.revision !== expectedRevision) return { ok: false, reason: 'acted-before-you' }
  if (!found.action.from.includes(standing.state)) return { ok: false, reason: 'not-here' }
  if (!permits(found.action, standing, actor)) return { ok: false, reason: 'not-by-you' }
  return take(definition, standing, found, input, actor, now, context)
}
