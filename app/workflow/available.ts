import { type AvailableAction, compiled } from './compiled.js'
import type { Definition } from './definition.js'
import { permits } from './permission.js'
import type { Actor, Standing } from './standing.js'

/** The actions that this actor may take now, in the definition's order. Shared: do not change them. */
export function available(
  definition: Definition,
  standing: Standing,
  actor: Actor,
  _now?: Date | string
): AvailableAction[] {
  const here = compiled(definition).byState.get(standing.state) ?? []
  return here.filter(({ action }) => permits(action, standing, actor)).map(({ shown }) => shown)
}
