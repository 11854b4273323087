import fc from 'fast-check'
import {
  type Action,
  type Deadline,
  type Definition,
  type EffectSpec,
  type State,
  check,
} from '#workflow/main'

const stateKeys = ['s0', 's1', 's2', 's3', 's4']
const anyState = fc.constantFrom(...stateKeys)
const holder = fc.constantFrom('accueil', 'usager', 'service', undefined)
const role = fc.constantFrom('accueil', 'usager', 'service', 'superviseur', 'system')
const told: EffectSpec[] = [
  { type: 'notify', to: 'holder', template: 't' },
  { type: 'notify', to: 'consulted', template: 't' },
]
const fields = {
  motif: { key: 'motif', kind: 'long-text', title: 'Motif', required: true, visibility: 'agents' },
  service: { key: 'service', kind: 'service', title: 'S', required: true, visibility: 'usager' },
  services: { key: 'services', kind: 'services', title: 'S', required: true, visibility: 'agents' },
  questions: { key: 'questions', kind: 'questions', title: 'Q', visibility: 'usager' },
} as const

const plain: fc.Arbitrary<Partial<Action>> = fc.record({
  to: fc.oneof(anyState, fc.constantFrom('fin', 'rejet', '@origin', '@same')),
  by: fc.uniqueArray(role, { minLength: 1, maxLength: 3 }),
})
const trait = fc.oneof(
  fc.constant({}),
  fc.constant({ form: [fields.service], assigns: 'service' }),
  fc.constant({ assigns: { service: 'p' } }),
  fc.constant({ form: [fields.motif, fields.questions], reopens: 'questions', remembers: true }),
  fc.constant({ remembers: true }),
  fc.constant({ form: [fields.services], asks: 'services' }),
  fc.record({
    to: fc.constant('@same'),
    by: fc.constant(['service' as const]),
    for: fc.constant('consulted' as const),
    answers: fc.constant(true),
    completes: anyState,
  }),
  fc.record({ by: fc.constant(['service' as const]), for: fc.constant(['v']) })
)

const anyAction: fc.Arbitrary<Action> = fc
  .tuple(plain, trait, fc.uniqueArray(fc.oneof(anyState, fc.constant('fin')), { minLength: 1 }))
  .map(([base, special, from]) => {
    return structuredClone({ label: 'x', effects: told, ...base, ...special, from }) as Action
  })

const deadline = fc.record({
  states: fc.uniqueArray(anyState, { minLength: 1, maxLength: 2 }),
  since: fc.boolean(),
  after: fc.constantFrom('P3D', 'P1M', 'PT30H'),
  working: fc.boolean(),
  do: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
})

/** Anything, mended until check has nothing to say about it: what stays wrong is `null`. */
export const definitions: fc.Arbitrary<Definition | null> = fc
  .record({
    holders: fc.array(holder, { minLength: 5, maxLength: 5 }),
    actions: fc.array(anyAction, { minLength: 2, maxLength: 12 }),
    deadlines: fc.array(deadline, { maxLength: 3 }),
    routed: fc.option(fc.nat({ max: 11 }), { nil: undefined }),
  })
  .map(({ holders, actions, deadlines, routed }) => {
    const named = (index?: number) =>
      index === undefined || index >= actions.length ? undefined : `a${index}`
    const states: Record<string, State> = {
      fin: { label: 'fin', final: 'accepted' },
      rejet: { label: 'rejet', final: 'refused' },
    }
    for (const [index, who] of holders.entries()) {
      states[`s${index}`] = { label: `s${index}`, ...(who ? { holder: who } : {}) }
    }
    return mend({
      id: 'hasard',
      label: 'Hasard',
      start: 's0',
      states,
      actions: Object.fromEntries(actions.map((one, index) => [`a${index}`, one])),
      services: { v: 'V', p: 'P' },
      ...(named(routed) ? { routing: [{ do: named(routed)!, with: input }] } : {}),
      deadlines: deadlines.map(({ do: index, ...one }, key) =>
        deadlineOf(`d${key}`, one, named(index), actions[index ?? -1])
      ),
    })
  })

const input = { service: 'v', services: ['p'], motif: 'x' }

/** A deadline that acts is given an action that it can carry out where it counts. */
function deadlineOf(
  key: string,
  {
    states,
    since,
    after,
    working,
  }: { states: string[]; since: boolean; after: string; working: boolean },
  name: string | undefined,
  acts: Action | undefined
): Deadline {
  const clock = {
    key,
    label: key,
    ...(since ? { since: 'submission' as const, suspendedIn: states } : { in: states }),
    after,
    ...(working && after === 'P3D' ? { working } : {}),
  }
  if (!name || !acts) return { ...clock, alert: { to: 'superviseur', template: 't' } }
  acts.by = [...new Set([...acts.by, 'system' as const])]
  const where = since ? stateKeys.filter((state) => !states.includes(state)) : states
  acts.from = [...new Set([...acts.from, ...where])]
  return { ...clock, do: name, with: input }
}

function mend(definition: Definition): Definition | null {
  for (let round = 0; round < 60; round += 1) {
    const problems = check(definition)
    // The way out leads to a final state, which must not be taken away first as unreachable.
    const problem = problems.find(({ message }) => message.includes('bloqué')) ?? problems[0]
    if (!problem) return definition
    if (!mendOne(definition, problem.path.split('/').slice(1))) return null
  }
  return null
}

/** Takes away what is wrong; where a dossier would be stuck, gives the superviseur a way out. */
function mendOne(definition: Definition, [part, key, what]: string[]): boolean {
  const { actions, states } = definition
  if (part === 'deadlines') definition.deadlines!.splice(Number(key), 1)
  else if (part === 'routing') delete definition.routing
  else if (part === 'actions' && what !== 'effects') removeAction(definition, key!)
  else if (part === 'states' && what === 'holder') delete states[key!]!.holder
  else if (part === 'states' && isEntered(definition, key!)) {
    if (!states.rejet) return false
    const sortie = `sortie_${key}`
    if (actions[sortie]) return false
    actions[sortie] = { label: 'x', from: [key!], to: 'rejet', by: ['superviseur'] }
  } else if (part === 'states') removeState(definition, key!)
  else return false
  return true
}

function isEntered(definition: Definition, key: string): boolean {
  return !check(definition).some(
    ({ path, message }) => path === `/states/${key}` && message.startsWith('Aucun dossier')
  )
}

function removeAction(definition: Definition, key: string): void {
  delete definition.actions[key]
  definition.deadlines = definition.deadlines!.filter((one) => one.do !== key)
  if (definition.routing?.some((rule) => rule.do === key)) delete definition.routing
}

function removeState(definition: Definition, key: string): void {
  delete definition.states[key]
  for (const [name, action] of Object.entries(definition.actions)) {
    action.from = action.from.filter((one) => one !== key)
    if (!action.from.length || action.to === key || action.completes === key) {
      removeAction(definition, name)
    }
  }
  for (const one of definition.deadlines!) {
    one.in = one.in?.filter((inside) => inside !== key)
    one.suspendedIn = one.suspendedIn?.filter((inside) => inside !== key)
    if (!one.in) delete one.in
    if (!one.suspendedIn) delete one.suspendedIn
  }
  definition.deadlines = definition.deadlines!.filter((one) => one.since || one.in?.length)
}
