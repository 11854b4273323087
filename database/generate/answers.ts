import { isBound, resolveBound } from '#forms/calendar'
import type { Answers, Document, Spec } from '#forms/main'
import type { Dice } from './dice.js'
import { type Person, sentence, TOWN } from './people.js'

/** Who answers, in whose words. */
export interface Voice {
  person: Person
  dice: Dice
  /** What stands where somebody writes at length. */
  words: () => string
  point: () => { lat: number; lon: number }
  /** `yyyy-mm-dd`. */
  today: string
}

/** Answers to all the questions of a form but those that want files; what does not concern them is dropped by `form.visible`. */
export function answersTo(document: Document, voice: Voice): Answers {
  const pages = document['x-order'] ?? Object.keys(document.properties)
  return Object.fromEntries(
    pages.map((page) => [page, answersIn(document.properties[page]!, voice)])
  )
}

function answersIn({ properties = {}, 'x-order': order }: Spec, voice: Voice) {
  const answered = (order ?? Object.keys(properties)).map((key) => [
    key,
    answerTo(properties[key]!, voice),
  ])
  return Object.fromEntries(answered.filter(([, answer]) => answer !== undefined))
}

function answerTo(spec: Spec, voice: Voice): unknown {
  const type = spec['x-question'] ?? ''
  return Object.hasOwn(ANSWERS, type) ? ANSWERS[type]!(spec, voice) : undefined
}

const numberOf = (spec: Spec, key: string, without: number) =>
  typeof spec[key] === 'number' ? spec[key] : without

const day = (today: string, days: number) =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

/** Between the limits of the question; of one that has none, lately. */
function dayFor(spec: Spec, { dice, today }: Voice): string {
  const [low, high] = [spec['x-not-before'], spec['x-not-after']].map((bound) =>
    isBound(bound) ? resolveBound(bound, today) : undefined
  )
  if (low !== undefined) return day(low, 1 + dice.below(high === undefined ? 60 : 5))
  return day(high ?? today, -1 - dice.below(60))
}

/** Between the limits of the question, which may be far apart. */
function numberFor(spec: Spec, { dice }: Voice): number {
  const low = numberOf(spec, 'minimum', 1)
  return low + dice.below(Math.min(numberOf(spec, 'maximum', low + 40), low + 40) - low + 1)
}

type Options = { const: string }[]
const choiceOf = (spec: Spec | undefined, dice: Dice) => {
  const options = (spec?.oneOf as Options | undefined)?.map((option) => option.const)
  const all = options ?? (spec?.enum as string[] | undefined) ?? []
  return all.length ? dice.pick(all) : undefined
}

const identityOf = (spec: Spec, { person, dice }: Voice) => {
  const asked = (spec['x-parts'] as string[] | undefined) ?? ['title', 'firstNames', 'birthName']
  const all: Record<string, unknown> = {
    title: person.title,
    firstNames: person.firstName,
    birthName: person.lastName,
    birthDate: `19${60 + dice.below(40)}-0${1 + dice.below(9)}-1${dice.below(9)}`,
    birthPlace: TOWN.city,
  }
  return Object.fromEntries(asked.filter((key) => key in all).map((key) => [key, all[key]]))
}

const placeOf = ({ person, point }: Voice) => ({
  label: `${person.street}, ${TOWN.city}`,
  ...point(),
})

const rowsOf = (spec: Spec, voice: Voice) =>
  Array.from({ length: numberOf(spec, 'minItems', 1) + voice.dice.below(2) }, () =>
    answersIn(spec.items ?? {}, voice)
  ).slice(0, numberOf(spec, 'maxItems', 9))

const ANSWERS: Record<string, (spec: Spec, voice: Voice) => unknown> = {
  'short-text': (spec, { person, dice }) =>
    spec['x-role'] === 'contact-name'
      ? `${person.firstName} ${person.lastName}`
      : sentence(dice, 2).slice(0, numberOf(spec, 'maxLength', 60)),
  'long-text': (_spec, { words }) => words(),
  'number': numberFor,
  'amount': (spec, voice) => numberFor(spec, voice) * 100,
  'date': dayFor,
  'period': (spec, voice) => {
    const start = dayFor(spec, voice)
    return { start, end: day(start, voice.dice.below(20)) }
  },
  'time': (_spec, { dice }) => `${String(8 + dice.below(11)).padStart(2, '0')}:30`,
  'yes-no': (_spec, { dice }) => dice.happens(0.4),
  'choice': (spec, { dice }) => choiceOf(spec, dice),
  'choices': (spec, { dice }) => {
    const one = choiceOf(spec.items, dice)
    return one && [one]
  },
  'email': (_spec, { person }) => person.email,
  'phone': (_spec, { person }) => person.phone,
  'address': (_spec, { person }) => ({ street: person.street, ...TOWN }),
  'place': (_spec, voice) => placeOf(voice),
  'map-point': (_spec, voice) => placeOf(voice),
  'identity': identityOf,
  'family-member': (spec, voice) =>
    rowsOf(spec, voice).map(() => ({
      link: 'child',
      firstNames: voice.person.firstName,
      lastName: voice.person.lastName,
      birthDate: `201${voice.dice.below(9)}-05-1${voice.dice.below(9)}`,
    })),
  'group': rowsOf,
  'section': answersIn,
  'siret': () => '73282932000074',
  'bce': () => '0403170701',
  'iban': () => 'FR1420041010050500013M02606',
  'national-number': (spec) => (spec['x-country'] === 'BE' ? '85073003328' : undefined),
  'licence-plate': (_spec, { dice }) => `AB-${100 + dice.below(900)}-CD`,
  'declaration': () => true,
  'consent': () => true,
  'signature': (_spec, { person }) => ({
    name: `${person.firstName} ${person.lastName}`,
    agreed: true,
  }),
}
