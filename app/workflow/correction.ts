import { compiled } from './compiled.js'
import type { Action, Definition } from './definition.js'
import { permits } from './permission.js'
import type { Actor, Standing } from './standing.js'

/** Does the usager take this action by going over their answers? Others have a form of their own. */
export function corrects(action: Action): boolean {
  return action.by.includes('usager') && (action.corrects ?? action.to === '@origin')
}

/** The action by which the usager sends a correction now; null where none is asked for. */
export function correctionAsked(
  definition: Definition,
  standing: Standing,
  usager: Actor
): string | null {
  const here = compiled(definition).byState.get(standing.state) ?? []
  const found = here.find(({ action }) => corrects(action) && permits(action, standing, usager))
  return found?.key ?? null
}
