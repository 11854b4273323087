import {
  type Actor,
  apply,
  available,
  type AvailableAction,
  type Definition,
  type Effect,
  type Entry,
  type Final,
  isClosed,
  namedAt,
  type ServiceRef,
  type Standing,
  start,
  stateLabel,
} from '#workflow/main'
import type { Dice } from './dice.js'
import { sentence } from './people.js'

/** A line of a journal, so long after the dossier was filed. Without a state it is an event. */
export type Line = Omit<Entry, 'at' | 'type' | 'to'> & {
  type: Entry['type'] | 'opened'
  to: string | null
  after: number
}

/** Where a dossier stands from a moment on, so many milliseconds after it was filed. */
export interface Moment {
  after: number
  lines: Line[]
  standing: Standing
  label: string
  final: Final | null
  isClosed: boolean
  /** Links that services were sent so far, and until when they were good. */
  liens: {
    serviceId: string
    purpose: 'service' | 'opinion'
    after: number
    until: number | null
  }[]
}

/** What may become of a dossier, from its arrival to its end; it is told as far as its age allows. */
export type Story = Moment[]

/** When stories begin: their instants are moved from there to where each dossier was filed. */
export const BEGIN = Date.UTC(2020, 0, 6, 9)

const DAY = 86_400_000
const MOST_STEPS = 10

export interface Cast {
  agents: Actor[]
  services: ServiceRef[]
}

/** One life under a workflow, as the engine lets it happen. */
export function storyOf(workflow: Definition, cast: Cast, dice: Dice): Story {
  const agent = dice.pick(cast.agents)
  const { services } = cast
  const first = start(workflow, new Date(BEGIN), {}, { services })
  const story: Story = []
  keep(story, workflow, first, 0)
  if (dice.happens(0.85)) story.push(opened(story.at(-1)!, agent, Math.round(dice.around(DAY))))

  for (let step = 0; step < MOST_STEPS; step++) {
    const { standing, after } = story.at(-1)!
    const gap = 600_000 + Math.round(dice.around(3 * DAY))
    const at = BEGIN + after + gap
    const taken = takeOne(workflow, standing, { ...cast, agents: [agent] }, new Date(at), dice)
    if (!taken) break
    keep(story, workflow, taken, after + gap)
    if (story.at(-1)!.isClosed) break
  }
  return story
}

function keep(
  story: Story,
  workflow: Definition,
  { standing, entries, effects }: { standing: Standing; entries: Entry[]; effects: Effect[] },
  after: number
) {
  const liens = [...(story.at(-1)?.liens ?? [])]
  for (const effect of effects) {
    if (effect.type === 'lien') {
      const purpose = effect.purpose === 'treat' ? ('service' as const) : ('opinion' as const)
      liens.push({ serviceId: effect.serviceId, purpose, after, until: null })
    }
    if (effect.type !== 'revoke-liens') continue
    for (const [index, lien] of liens.entries()) {
      const dies = lien.serviceId === effect.serviceId && lien.until === null
      if (dies) liens[index] = { ...lien, until: after }
    }
  }
  story.push({
    after,
    lines: entries.map(({ at, ...entry }) => ({ ...entry, after: Date.parse(at) - BEGIN })),
    standing,
    label: stateLabel(workflow, standing.state),
    final: workflow.states[standing.state]?.final ?? null,
    isClosed: isClosed(standing, workflow),
    liens,
  })
}

/** An agent looked at it: nothing has changed. */
function opened(before: Moment, actor: Actor, later: number): Moment {
  const after = before.after + later
  const line: Line = {
    type: 'opened',
    label: 'Dossier consulté',
    from: null,
    to: null,
    actor,
    after,
    service: null,
    data: {},
    public: false,
    publicKeys: [],
  }
  return { ...before, after, lines: [line] }
}

/** Something that somebody may do now; most often what moves it on. */
function takeOne(
  workflow: Definition,
  standing: Standing,
  { agents, services }: Cast,
  now: Date,
  dice: Dice
) {
  const concerned = new Set([
    ...(standing.serviceId === null ? [] : [standing.serviceId]),
    ...namedAt(workflow, standing.state),
    ...standing.opinions.filter((one) => one.answeredAt === null).map((one) => one.serviceId),
  ])
  const actors: Actor[] = [
    { role: 'usager', label: 'Usager' },
    ...agents,
    ...services
      .filter(({ id }) => concerned.has(id))
      .map(({ id, label }) => ({ role: 'service' as const, id, serviceId: id, label })),
  ]
  const possible = actors.flatMap((actor) =>
    available(workflow, standing, actor).map((action) => ({
      actor,
      action,
      weight: WEIGHTS[action.tone] * (0.2 + dice.next()),
    }))
  )
  for (const { actor, action } of possible.sort((one, other) => other.weight - one.weight)) {
    const input = inputFor(action, services, dice)
    const { revision } = standing
    const context = { services, questions: [] }
    const result = apply(workflow, standing, action.key, input, actor, now, revision, context)
    if (result.ok) return result
  }
  return null
}

const WEIGHTS = { positive: 3, neutral: 1.6, negative: 1 }

const MOTIFS = [
  'Votre demande relève d’une autre administration.',
  'Il manque une pièce que nous vous avions demandée.',
  'L’adresse n’est pas dans notre commune.',
  'Le délai pour demander est passé.',
  'Cette voie est privée : adressez-vous à son propriétaire.',
]

function inputFor({ form }: AvailableAction, services: ServiceRef[], dice: Dice) {
  const input: Record<string, unknown> = {}
  for (const { key, kind, required, choices = [], maxLength = 2000 } of form?.fields ?? []) {
    if (!required && dice.happens(0.6)) continue
    switch (kind) {
      case 'service':
        input[key] = services.length ? dice.pick(services).id : undefined
        break
      case 'services':
        input[key] = services.length ? [dice.pick(services).id] : undefined
        break
      case 'choice':
        input[key] = choices.length ? dice.pick(choices).value : undefined
        break
      case 'yes-no':
        input[key] = dice.happens(0.5)
        break
      case 'date':
        input[key] = '2020-03-02'
        break
      case 'short-text':
      case 'long-text':
        input[key] = (key === 'motif' ? dice.pick(MOTIFS) : sentence(dice, 9)).slice(0, maxLength)
        break
      case 'questions':
      case 'files':
        break
    }
  }
  return input
}

/** A text in which instants stand, to be moved. */
export class Timed {
  readonly #parts: (string | number)[]

  constructor(text: string) {
    this.#parts = text
      .split(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)/)
      .map((part, index) => (index % 2 ? Date.parse(part) - BEGIN : part))
  }

  /** @param filed when the dossier was filed, in milliseconds */
  at(filed: number): string {
    let text = ''
    for (const part of this.#parts) {
      text += typeof part === 'string' ? part : new Date(filed + part).toISOString()
    }
    return text
  }
}
