import fc, { type Arbitrary } from 'fast-check'
import type { Document, Raw, Spec } from '#forms/main'
import { documentOf, LINKED, OPTIONS, page } from './documents.js'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('é', ' x ', "l'«a»&<b>")
)
const uuid = fc.uuid()

const placeRaw = fc.record(
  {
    label: fc.oneof(text, fc.constant('12 rue de Rome')),
    picked: fc.oneof(
      text,
      fc
        .record({
          label: fc.constant('12 rue de Rome'),
          official: text,
          lat: fc.double({ min: -100, max: 100 }),
          lon: fc.double({ min: -200, max: 200 }),
        })
        .map((picked) => JSON.stringify(picked))
    ),
  },
  { requiredKeys: ['label'] }
)

/** What each type may be sent as its field: mostly right, sometimes wrong, always showable. */
const RAW: Record<string, (spec: Spec) => Arbitrary<unknown>> = {
  'short-text': () => text,
  'long-text': () => fc.oneof(text, fc.constant('un\r\n\r\ndeux')),
  'number': () =>
    fc.oneof(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((n) => n.toFixed(3)),
      text
    ),
  'amount': () => fc.oneof(fc.constantFrom('12', '12,5', '1 234,56 €', '0,05'), text),
  'date': () =>
    fc.oneof(
      fc.record({
        day: fc.integer({ min: 0, max: 40 }).map(String),
        month: fc.constantFrom('2', '12', ''),
        year: fc.constantFrom('2026', '26', ''),
      }),
      fc.record({ day: text, month: text, year: text })
    ),
  'time': () => fc.oneof(fc.constantFrom('9h', '9:30', '23 h 59'), text),
  'yes-no': () => fc.constantFrom('oui', 'non', ''),
  'choice': (spec) =>
    fc.constantFrom('', ...(spec.oneOf as { const: string }[]).map((o) => o.const)),
  'choices': () => fc.subarray(OPTIONS.map((option) => option.const)),
  'linked-choices': () => fc.constantFrom('', 'centre|cp', 'centre|ce1', 'gare|cp'),
  'email': () => fc.oneof(fc.emailAddress(), text),
  'phone': () =>
    fc.oneof(fc.constantFrom('06 12 34 56 78', '+32 470 12 34 56', '0262 20 20 20'), text),
  'siret': () => fc.oneof(fc.constantFrom('732 829 320 00074', '356 000 000 00048'), text),
  'national-number': () =>
    fc.oneof(fc.constantFrom('85.07.30-033.28', '850730', '2 84 02 2a'), text),
  'bce': () => fc.oneof(fc.constantFrom('BE 0403.170.701', '403170701', '04'), text),
  'licence-plate': () =>
    fc.oneof(fc.constantFrom('ab 123 cd', '1abc971', '12 abc 2a', '1-abc-123'), text),
  'iban': () => fc.oneof(fc.constantFrom('BE68 5390 0754 7034', 'fr14 2004', 'BE'), text),
  'place': () => placeRaw,
  'map-point': () => placeRaw,
  'declaration': () => fc.constantFrom('1', ''),
  'consent': () => fc.constantFrom('1', ''),
  'file': () => fc.uniqueArray(uuid, { maxLength: 4 }),
  'photo': () => fc.uniqueArray(uuid, { maxLength: 4 }),
  'address': () => fc.record({ street: text, postcode: text, city: text }, { requiredKeys: [] }),
  'identity': () =>
    fc.record({ firstNames: text, birthName: text, title: fc.constantFrom('madame', '') }),
  'family-member': () =>
    fc.array(
      fc.record({ link: fc.constantFrom('child', ''), firstNames: text, birthDate: RAW.date!({}) }),
      { maxLength: 3 }
    ),
  'signature': () =>
    fc.record(
      {
        name: text,
        agreed: fc.constantFrom('1', ''),
        drawn: fc.oneof(text, fc.constant('M60 150l40 -60 30 70M330 120l0 0')),
      },
      { requiredKeys: [] }
    ),
  'period': () => fc.record({ start: RAW.date!({}), end: RAW.date!({}) }),
  'computed': () => fc.constant('12'),
  'explanation': () => fc.constant(undefined),
  'title': () => fc.constant(undefined),
}

const SETTINGS: Record<string, Spec> = {
  'choices': { items: { type: 'string', oneOf: OPTIONS } },
  'date': { 'x-not-after': 'today' },
  'linked-choices': { 'x-linked': LINKED },
  'computed': { 'x-compute': { product: [2, 3] } },
  'signature': { 'x-drawn': true },
  'number': { 'minimum': -10, 'x-unit': 'm²' },
}

const many = Array.from({ length: 9 }, (_, n) => ({ const: `o${n}`, title: `Option ${n}` }))

const simple: Arbitrary<Spec> = fc
  .record({
    type: fc.constantFrom(...Object.keys(RAW)),
    long: fc.boolean(),
    title: fc.constantFrom('Nom', 'Où ?', '<b>'),
  })
  .map(({ type, long, title }) => ({
    'x-question': type,
    title,
    ...(type === 'choice' && { oneOf: long ? many : OPTIONS }),
    ...SETTINGS[type],
  }))

const questions = (depth: number): Arbitrary<Record<string, Spec>> =>
  fc
    .array(depth > 0 ? fc.oneof({ weight: 6, arbitrary: simple }, nest(depth - 1)) : simple, {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => Object.fromEntries(list.map((spec, place) => [`q${place}`, spec])))

function nest(depth: number): Arbitrary<Spec> {
  return fc
    .record({ inner: questions(depth), isGroup: fc.boolean(), required: fc.boolean() })
    .map(({ inner: all, isGroup, required }) => {
      // No rows in rows.
      const inner = Object.fromEntries(
        Object.entries(all).map(([key, spec]) => [key, isGroup && hasRows(spec) ? NAME : spec])
      )
      const holder = page(inner, required ? askable(inner).slice(0, 2) : [])
      const { title: unused, ...items } = holder
      return isGroup
        ? { 'x-question': 'group', 'title': 'Enfants', 'x-row-title': 'Enfant', items }
        : { ...holder, 'x-question': 'section', 'title': 'Section' }
    })
}

const NAME: Spec = { 'x-question': 'short-text', 'title': 'Nom' }
const hasRows = (spec: Spec) => ['group', 'family-member'].includes(spec['x-question']!)

// A required group shows its first row, which is then posted.
const askable = (all: Record<string, Spec>) => Object.keys(all).filter((key) => !hasRows(all[key]!))

/** A document as the builder could make it, rules that look backwards included. */
export const documents: Arbitrary<Document> = fc
  .record({
    pages: fc.array(fc.record({ questions: questions(1), required: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    }),
    seeds: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  })
  .map(({ pages, seeds }) => {
    const made = pages.map(
      ({ questions: all, required }, place) =>
        [`p${place}`, page(all, required ? askable(all) : [])] as const
    )
    // A copy: rules are put into it, and fast-check uses the parts again when it shrinks.
    const document = structuredClone(documentOf(Object.fromEntries(made)))
    addRules(document, seeds)
    return document
  })

const NUMBERS = ['number', 'amount', 'computed']

function addRules(document: Document, seeds: number[]): void {
  const before: [string, Spec][] = []
  let turn = 0
  for (const [pageKey, one] of Object.entries(document.properties)) {
    addRule(one, before, seeds[turn++ % seeds.length]!)
    for (const [key, spec] of Object.entries(one.properties!)) {
      addRule(spec, before, seeds[turn++ % seeds.length]!)
      const numbers = before.filter(([, asked]) => NUMBERS.includes(asked['x-question']!))
      if (spec['x-question'] === 'computed' && numbers.length > 0) {
        spec['x-compute'] = { sum: numbers.map(([path]) => path) }
      }
      if (!['explanation', 'title'].includes(spec['x-question']!))
        before.push([`${pageKey}.${key}`, spec])
    }
  }
}

// Half of them get one: the seed picks the question that it asks and what it asks of it.
function addRule(spec: Spec, before: [string, Spec][], seed: number): void {
  if (before.length === 0 || seed % 2 === 0) return
  const [question, asked] = before[seed % before.length]!
  const value = {
    'yes-no': true,
    'number': 3,
    'computed': 3,
    'date': '2026-01-15',
    'short-text': 'é',
  }[asked['x-question']!]
  const condition =
    asked['x-question'] === 'choices'
      ? { question, contains: 'a' }
      : asked['x-question'] === 'choice'
        ? { question, 'is-not': (asked.oneOf as { const: string }[])[0]!.const }
        : value === undefined || seed % 3 === 0
          ? { question, empty: seed % 5 === 0 }
          : typeof value === 'number'
            ? { question, greater: value }
            : { question, is: value }
  if (spec['x-question'] === 'explanation' && seed % 5 < 2) spec['x-exit'] = true
  spec['x-show-if'] = seed % 7 < 3 ? { any: [condition] } : { all: [condition] }
}

/** Fields for a whole document, by page. */
export function rawFor(document: Document): Arbitrary<Record<string, Raw>> {
  return fc.record(
    Object.fromEntries(
      Object.entries(document.properties).map(([key, one]) => [key, rawOf(one.properties!)])
    )
  ) as Arbitrary<Record<string, Raw>>
}

function rawOf(all: Record<string, Spec>): Arbitrary<Raw> {
  const fields = Object.entries(all).map(([key, spec]) => [
    key,
    fc.option(rawOfOne(spec), { nil: undefined }),
  ])
  return fc.record(Object.fromEntries(fields)) as Arbitrary<Raw>
}

function rawOfOne(spec: Spec): Arbitrary<unknown> {
  if (spec['x-question'] === 'section') return rawOf(spec.properties!)
  if (spec['x-question'] === 'group')
    return fc.array(rawOf(spec.items!.properties!), { maxLength: 3 })
  return RAW[spec['x-question']!]!(spec)
}
