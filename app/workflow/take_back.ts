import { advance } from './advance.js'
import type { Definition } from './definition.js'
import { effectsOf } from './effects.js'
import type { Actor, Entry, Standing, Step } from './standing.js'
import { instant } from './step.js'

/**
 * Undoes the last step, as one more line of the journal: nothing that was written goes away. The
 * line holds the standing to which the dossier returns, so that the journal alone still tells it.
 *
 * @param before the standing before that step
 */
export function takeBack(
  definition: Definition,
  before: Standing,
  standing: Standing,
  actor: Actor,
  now: Date | string
): Step {
  const { serviceId: id, serviceLabel: label } = before
  const entry: Entry = {
    type: 'undone',
    label: 'Décision annulée aussitôt',
    from: standing.state,
    to: before.state,
    actor,
    at: instant(now),
    service: id === null ? null : { id, label: label ?? id },
    data: { standing: before },
    public: true,
    publicKeys: [],
  }
  const after = advance(definition, standing, entry)
  return {
    standing: after,
    entries: [entry],
    effects: effectsOf(definition, [], standing, after),
  }
}
