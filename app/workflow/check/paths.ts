import type { Definition, Holder } from '../definition.js'
import { fr } from '../french.js'
import type { Edge, Exploration } from './explore.js'
import type { Place } from './place.js'
import type { Problem } from './problem.js'

const holderName: Record<Holder, string> = {
  accueil: 'l’accueil',
  usager: 'l’usager',
  service: 'le service en charge',
}

/** Can every dossier reach an end, every state be reached, every action be taken? */
export function pathProblems(definition: Definition, exploration: Exploration): Problem[] {
  if (!exploration.complete) {
    return [{ path: '', message: 'Ce circuit est trop complexe pour être vérifié.' }]
  }
  return [
    ...unreachable(definition, exploration),
    ...unused(definition, exploration),
    ...stranded(definition, exploration),
    ...idleHolders(definition, exploration),
  ]
}

function unreachable(definition: Definition, { places }: Exploration): Problem[] {
  const reached = new Set([...places.values()].map(({ state }) => state)).add(definition.start)
  return Object.entries(definition.states)
    .filter(([key]) => !reached.has(key))
    .map(([key, { label, final }]) => ({
      path: `/states/${key}`,
      message: final
        ? fr`Aucun dossier ne peut arriver à l’état final « ${label} ».`
        : fr`Aucun dossier ne peut arriver à l’état « ${label} ».`,
    }))
}

function unused(definition: Definition, { edges }: Exploration): Problem[] {
  const used = new Set(edges.map(({ action }) => action))
  return Object.entries(definition.actions)
    .filter(([key]) => !used.has(key))
    .map(([key, { label }]) => ({
      path: `/actions/${key}`,
      message: fr`Personne ne peut jamais faire l’action « ${label} ».`,
    }))
}

/** Places from which no end can be reached, told once by state. */
function stranded(definition: Definition, { places, edges }: Exploration): Problem[] {
  const isFinal = ({ state }: Place) => definition.states[state]!.final !== undefined
  if (!Object.values(definition.states).some(({ final }) => final)) {
    return [{ path: '/states', message: 'Il n’y a pas d’état final.' }]
  }
  const saved = reaching(
    edges,
    [...places.keys()].filter((key) => isFinal(places.get(key)!))
  )
  const lost = [...places].filter(([key]) => !saved.has(key)).map(([, place]) => place)
  return [...new Set(lost.map(({ state }) => state))].map((state) => ({
    path: `/states/${state}`,
    message: fr`Un dossier peut rester bloqué dans l’état « ${definition.states[state]!.label} » : rien ne le mène plus à une fin.`,
  }))
}

/** The places from which one of `goals` can be reached. */
function reaching(edges: Edge[], goals: string[]): Set<string> {
  const into = Map.groupBy(edges, ({ to }) => to)
  const found = new Set(goals)
  const waiting = [...goals]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const { from } of into.get(key) ?? []) {
      if (from === null || found.has(from)) continue
      found.add(from)
      waiting.push(from)
    }
  }
  return found
}

/** A state held by somebody who can do nothing there. */
function idleHolders(definition: Definition, { places, edges }: Exploration): Problem[] {
  const roles = Map.groupBy(edges, ({ from }) => from)
  const idle = [...places].filter(([key, { state }]) => {
    const { holder, final } = definition.states[state]!
    const acts = roles.get(key)?.some(({ by }) => holder && by.includes(holder))
    return holder && !final && !acts
  })
  return [...new Set(idle.map(([, { state }]) => state))].map((state) => {
    const { label, holder } = definition.states[state]!
    return {
      path: `/states/${state}/holder`,
      message: fr`Dans l’état « ${label} », ${holderName[holder!]} est censé agir mais peut n’avoir aucune action.`,
    }
  })
}
