import type { Action, Definition, EffectSpec, Recipient } from '../definition.js'
import { fr } from '../french.js'
import type { Exploration } from './explore.js'
import type { Problem } from './problem.js'

/** Does each action say one coherent thing? */
export function actionProblems({ actions, states, routing = [] }: Definition): Problem[] {
  return [
    ...Object.entries(actions).flatMap(([key, action]) =>
      contradictions(action).map(({ path, message }) => ({
        path: `/actions/${key}/${path}`,
        message,
      }))
    ),
    ...Object.entries(states).flatMap(([key, { holder, final, label }]) =>
      holder && final
        ? [
            {
              path: `/states/${key}`,
              message: fr`« ${label} » est final : personne ne l’a en main.`,
            },
          ]
        : []
    ),
    ...routing.flatMap((rule, index) =>
      actions[rule.do]!.by.includes('system')
        ? []
        : [
            {
              path: `/routing/${index}/do`,
              message: 'Le système n’a pas le droit de faire cette action.',
            },
          ]
    ),
  ]
}

function contradictions(action: Action): Problem[] {
  const { to, by, for: whom, remembers, answers, completes, reopens } = action
  const told: Problem[] = []
  const say = (path: string, message: string) => told.push({ path, message })
  const stays = to === '@same'
  if (stays && remembers)
    say('remembers', 'Une action qui reste sur place ne laisse pas de repère.')
  if (stays && reopens) say('reopens', 'Une action qui reste sur place ne rouvre pas de question.')
  if (action.corrects && !by.includes('usager')) {
    say('corrects', 'Seul l’usager corrige ses réponses.')
  }
  if (whom && !by.includes('service')) say('for', 'Cette action n’est pas ouverte aux services.')
  if (answers && whom !== 'consulted') say('answers', 'Seul un service consulté rend un avis.')
  if (answers && by.some((role) => role !== 'service')) {
    say('by', 'Seul un service consulté rend un avis.')
  }
  if (completes && !answers) say('completes', 'Seul un avis rendu peut achever une consultation.')
  return told
}

/** Whoever gets the dossier in hand has to be told, or it would wait for nobody. */
export function noticeProblems(definition: Definition, { places, edges }: Exploration): Problem[] {
  const told = new Map<string, string>()
  for (const { action: key, from, to } of edges) {
    const action = definition.actions[key]!
    const state = places.get(to)!.state
    const { holder } = definition.states[state]!
    const stays = action.to === '@same' && from !== null && places.get(from)!.state === state
    const receives = holder === 'service' || holder === 'usager'
    if (receives && !stays && !notifies(action.effects, holder)) {
      told.set(key, holder === 'usager' ? 'L’usager' : 'Le service')
    }
  }
  const silent = [...told].map(([key, who]) => ({ key, who }))
  const unasked = Object.entries(definition.actions)
    .filter(([, { asks, effects }]) => asks && !notifies(effects, 'consulted'))
    .map(([key]) => ({ key, who: 'Le service consulté' }))
  return [...silent, ...unasked].map(({ key, who }) => ({
    path: `/actions/${key}/effects`,
    message: fr`${who} n’est pas prévenu par l’action « ${definition.actions[key]!.label} ».`,
  }))
}

function notifies(effects: EffectSpec[] = [], who: Recipient): boolean {
  return effects.some(
    (effect) =>
      effect.type === 'notify' &&
      (effect.to === who || (effect.to === 'holder' && who !== 'consulted'))
  )
}
