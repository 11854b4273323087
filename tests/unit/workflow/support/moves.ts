import {
  type ActionField,
  type ActionForm,
  type Actor,
  type ApplyContext,
  type Definition,
  type Standing,
  type Step,
  apply,
  available,
  due,
  fire,
  nextDue,
  weekdays,
} from '#workflow/main'

export const context: ApplyContext = {
  services: [
    { id: 'v', label: 'V' },
    { id: 'p', label: 'P' },
  ],
  questions: [{ path: 'q', title: 'Q' }],
}

/** Everybody who could act: three people, and each service that there is or that is named. */
function actors({ services = {} }: Definition): Actor[] {
  const named = Object.entries(services).map(([id, label]) => ({ id, label }))
  return [
    { role: 'usager', label: 'u' },
    { role: 'accueil', label: 'a' },
    { role: 'superviseur', label: 's' },
    ...[...context.services!, ...named].map(
      ({ id, label }) => ({ role: 'service', serviceId: id, label }) as const
    ),
  ]
}

/** One thing that may happen to a dossier: somebody acts, or time passes. */
export interface Move {
  name: string
  run(now: string): { step: Step; now: string }
}

/** Everything that may happen next, with each way to fill in the forms. */
export function moves(definition: Definition, standing: Standing): Move[] {
  const byPeople = actors(definition).flatMap((actor) =>
    available(definition, standing, actor).flatMap(({ key, form }) =>
      inputs(form).map((input) => ({
        name: `${actor.label} ${key}`,
        run(now: string) {
          const { revision } = standing
          return ok(apply(definition, standing, key, input, actor, now, revision, context), now)
        },
      }))
    )
  )
  const next = nextDue(definition, standing, weekdays)
  if (next === null) return byPeople
  const time = (now: string) => {
    const then = next > now ? next : now
    const { key } = due(definition, standing, weekdays, then)[0]!
    return ok(fire(definition, standing, key, weekdays, then, standing.revision), then)
  }
  return [...byPeople, { name: 'time', run: time }]
}

function inputs(form: ActionForm | null): Record<string, unknown>[] {
  const fields = form?.fields ?? []
  const base = Object.fromEntries(fields.map((field) => [field.key, answer(field)]))
  const asked = fields.find(({ kind }) => kind.startsWith('service'))
  if (!asked) return [base]
  const choices = asked.kind === 'service' ? ['v', 'p'] : [['v'], ['v', 'p']]
  return choices.map((choice) => ({ ...base, [asked.key]: choice }))
}

function answer({ kind, choices }: ActionField): unknown {
  if (kind === 'questions') return ['q']
  return kind === 'choice' ? choices![0]!.value : 'x'
}

function ok(result: ReturnType<typeof apply>, now: string): { step: Step; now: string } {
  if (!result.ok) throw new Error(`A move that was offered was refused: ${JSON.stringify(result)}`)
  return { step: result, now }
}

/** Can this dossier still reach an end, by the engine itself? */
export function canEnd(definition: Definition, from: Standing, at: string): boolean {
  const seen = new Set<string>()
  const waiting = [{ standing: from, now: at }]
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    const { standing, now } = place
    if (definition.states[standing.state]!.final) return true
    const { state, origins, serviceId, opinions, clocks } = standing
    const awaited = opinions.filter(({ answeredAt }) => !answeredAt).map((one) => one.serviceId)
    const once = clocks.done.filter((key) => !key.includes('@'))
    const key = JSON.stringify([state, origins, serviceId, awaited.sort(), once])
    if (seen.has(key)) continue
    seen.add(key)
    for (const move of moves(definition, standing)) {
      const { step, now: later } = move.run(now)
      waiting.push({ standing: step.standing, now: later })
    }
  }
  return false
}
