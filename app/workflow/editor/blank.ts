import { withOrder } from '../compiled.js'
import type { Action, Deadline, Definition, RoutingRule, State } from '../definition.js'
import * as step from '../library/steps.js'

/** The shortest workflow that decides: the accueil accepts or refuses. */
export function blankWorkflow(id: string, label: string): Definition {
  return withOrder({
    id,
    label,
    start: 'recue',
    receipt: [{ type: 'notify', to: 'usager', template: 'usager-recue' }],
    states: {
      recue: { label: 'À traiter par l’accueil', usager: 'Reçue', holder: 'accueil' },
      accepte: { label: 'Acceptée', final: 'accepted' },
      refuse: { label: 'Refusée', final: 'refused' },
    },
    actions: {
      accepter: step.accept({ from: ['recue'], to: 'accepte', by: ['accueil'] }),
      refuser: step.refuse({ from: ['recue'], to: 'refuse', by: ['accueil'] }),
    },
  })
}

export const blankState = (label: string): State => ({ label, holder: 'accueil' })

/** From the first state to itself: where it leads is chosen next. */
export function blankAction({ start }: Definition, label: string, from = start): Action {
  return { label, tone: 'neutral', from: [from], to: '@same', by: ['accueil'] }
}

/** A deadline that does the least: it tells the superviseur. */
export function blankDeadline({ start }: Definition, label: string): Deadline {
  const alert = { to: 'superviseur' as const, template: 'superviseur-alerte' }
  return { key: 'delai', label, in: [start], after: 'P15D', alert }
}

/** Does, at the submission, the first thing that the system may do there; null where it may nothing. */
export function blankRule({ start, actions, order }: Definition): RoutingRule | null {
  const keys = order?.actions ?? Object.keys(actions)
  const open = keys.filter((key) => actions[key]!.from.includes(start))
  const known = open.find((key) => actions[key]!.by.includes('system')) ?? open[0]
  return known === undefined ? null : { do: known }
}
