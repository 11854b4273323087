import { referenceProblems } from '../check/references.js'
import { inOrder } from '../compiled.js'
import type { Action, Definition, Role } from '../definition.js'
import { graph } from '../graph.js'

/** One action from one state to another, or to the same. */
export interface Way {
  action: string
  label: string
  from: string
  to: string
  by: Role[]
  /** The labels of the deadlines that take it by themselves. */
  deadlines: string[]
}

/**
 * Every action from every state. What can be walked is walked, so that each return goes where it can
 * go; the rest, in a draft that `check` would refuse, is told as it is written.
 */
export function waysOf(definition: Definition): Way[] {
  const walked = referenceProblems(definition).length === 0 ? graph(definition).edges : []
  const left = new Set(walked.map(({ from }) => from))
  const written = declared(definition).filter(({ from }) => !left.has(from))
  return [...walked, ...written, ...stays(definition)].map(({ action, from, to }) => {
    const { label, by } = definition.actions[action]!
    return { action, label, from, to, by, deadlines: deadlinesOf(definition, action, from) }
  })
}

function declared(definition: Definition): Pick<Way, 'action' | 'from' | 'to'>[] {
  const { states, actions, order } = definition
  return inOrder(actions, order?.actions).flatMap((action) => {
    const { from } = actions[action]!
    const targets = targetsOf(definition, actions[action]!)
    return from.flatMap((source) =>
      targets
        .filter((to) => Object.hasOwn(states, source) && Object.hasOwn(states, to) && to !== source)
        .map((to) => ({ action, from: source, to }))
    )
  })
}

function stays({ states, actions }: Definition): Pick<Way, 'action' | 'from' | 'to'>[] {
  return Object.entries(actions).flatMap(([action, { from, to }]) =>
    to === '@same'
      ? from
          .filter((state) => Object.hasOwn(states, state))
          .map((state) => ({ action, from: state, to: state }))
      : []
  )
}

function targetsOf({ actions }: Definition, { to, completes }: Action): string[] {
  const marked = Object.values(actions).flatMap(({ remembers, from }) => (remembers ? from : []))
  const first = to === '@origin' ? marked : to === '@same' ? [] : [to]
  return [...new Set(completes === undefined ? first : [...first, completes])]
}

function deadlinesOf({ deadlines = [] }: Definition, action: string, from: string): string[] {
  return deadlines
    .filter((one) => one.do === action && (one.in ? one.in.includes(from) : true))
    .map(({ label }) => label)
}
