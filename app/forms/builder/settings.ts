import type { Spec } from '../document.js'
import { KINDS } from '../types/file/kinds.js'

/** One setting of an answer type, as a panel asks for it; `keyword`: what it sets in the document. */
export type Setting =
  | { kind: 'count' | 'number' | 'euros' | 'megabytes' | 'text' | 'long'; keyword: string }
  /** A box: `on` when it is ticked, absent when it is not. */
  | { kind: 'tick'; keyword: string; on?: unknown }
  /** One of these; the first is what absence means. */
  | { kind: 'pick'; keyword: string; values: readonly string[] }
  /** Some of these; `usual`: what absence means. */
  | { kind: 'several'; keyword: string; values: readonly string[]; usual: readonly string[] }
  /** The options of a choice, one to a line. */
  | { kind: 'options'; keyword: 'oneOf' | 'items' }
  | { kind: 'linked'; keyword: 'x-linked' }
  /** A limit of a date: none, today, some days from today, a date. */
  | { kind: 'bound'; keyword: string }
  | { kind: 'formula'; keyword: 'x-compute' }

export interface TypeSettings {
  /** A question of this type as it is added, without its title. */
  blank: Spec
  /** What its panel asks for, beyond question, help and required. */
  essential: readonly Setting[]
  advanced?: readonly Setting[]
}

const LENGTHS = [
  { kind: 'count', keyword: 'minLength' },
  { kind: 'count', keyword: 'maxLength' },
] as const
const ROWS = [
  { kind: 'text', keyword: 'x-row-title' },
  { kind: 'text', keyword: 'x-add-title' },
  { kind: 'count', keyword: 'minItems' },
  { kind: 'count', keyword: 'maxItems' },
] as const
const DATES = [
  { kind: 'bound', keyword: 'x-not-before' },
  { kind: 'bound', keyword: 'x-not-after' },
] as const
const PARTS = ['title', 'firstNames', 'birthName', 'usedName', 'birthDate', 'birthPlace']
const FAMILY = ['link', 'firstNames', 'lastName', 'birthDate', 'birthPlace']
const FILES = [
  { kind: 'count', keyword: 'maxItems' },
  { kind: 'megabytes', keyword: 'x-max-size' },
] as const
const TWO = [
  { const: 'choix_1', title: 'Choix 1' },
  { const: 'choix_2', title: 'Choix 2' },
]
const none: readonly Setting[] = []

/** What a builder asks about each answer type. */
export const SETTINGS: Record<string, TypeSettings> = {
  'short-text': { blank: {}, essential: none, advanced: LENGTHS },
  'long-text': {
    blank: {},
    essential: none,
    advanced: [...LENGTHS, { kind: 'count', keyword: 'x-rows' }],
  },
  'number': {
    blank: {},
    essential: [
      { kind: 'text', keyword: 'x-unit' },
      { kind: 'tick', keyword: 'type', on: 'integer' },
      { kind: 'number', keyword: 'minimum' },
      { kind: 'number', keyword: 'maximum' },
    ],
  },
  'amount': {
    blank: {},
    essential: [
      { kind: 'euros', keyword: 'minimum' },
      { kind: 'euros', keyword: 'maximum' },
    ],
  },
  'date': { blank: {}, essential: DATES },
  'period': { blank: {}, essential: DATES },
  'time': { blank: {}, essential: none },
  'yes-no': { blank: {}, essential: none },
  'choice': { blank: { oneOf: TWO }, essential: [{ kind: 'options', keyword: 'oneOf' }] },
  'choices': {
    blank: { items: { type: 'string', oneOf: TWO } },
    essential: [{ kind: 'options', keyword: 'items' }],
    advanced: [
      { kind: 'count', keyword: 'minItems' },
      { kind: 'count', keyword: 'maxItems' },
    ],
  },
  'linked-choices': {
    blank: {
      'x-linked': TWO.map((one) => ({ ...one, options: TWO })),
    },
    essential: [{ kind: 'linked', keyword: 'x-linked' }],
  },
  'email': { blank: {}, essential: none },
  'phone': {
    blank: {},
    essential: none,
    advanced: [
      {
        kind: 'pick',
        keyword: 'x-country',
        values: ['FR', 'BE', 'LU', 'CH', 'DE', 'NL', 'GB', 'ES', 'IT'],
      },
    ],
  },
  'address': { blank: {}, essential: none },
  'place': { blank: {}, essential: none },
  'map-point': { blank: {}, essential: none },
  'identity': {
    blank: {},
    essential: [
      {
        kind: 'several',
        keyword: 'x-parts',
        values: PARTS,
        usual: ['title', 'firstNames', 'birthName', 'usedName'],
      },
      {
        kind: 'several',
        keyword: 'x-optional-parts',
        values: PARTS,
        usual: ['title', 'usedName'],
      },
    ],
  },
  'family-member': {
    blank: {},
    essential: [
      {
        kind: 'several',
        keyword: 'x-parts',
        values: FAMILY,
        usual: ['link', 'firstNames', 'lastName', 'birthDate'],
      },
      ...ROWS.slice(2),
    ],
    advanced: ROWS.slice(0, 2),
  },
  'national-number': {
    blank: {},
    essential: [{ kind: 'pick', keyword: 'x-country', values: ['BE', 'FR'] }],
  },
  'siret': { blank: {}, essential: none },
  'bce': { blank: {}, essential: none },
  'iban': { blank: {}, essential: none },
  'licence-plate': {
    blank: {},
    essential: [{ kind: 'pick', keyword: 'x-country', values: ['', 'FR', 'BE'] }],
  },
  'file': {
    blank: {},
    essential: [
      {
        kind: 'several',
        keyword: 'x-kinds',
        values: Object.keys(KINDS),
        usual: ['pdf', 'image', 'document'],
      },
      ...FILES,
    ],
    advanced: [
      { kind: 'text', keyword: 'x-template' },
      { kind: 'tick', keyword: 'x-identity-paper' },
    ],
  },
  'photo': { blank: {}, essential: FILES },
  'declaration': { blank: {}, essential: none },
  'consent': { blank: {}, essential: none },
  'signature': {
    blank: {},
    essential: [
      { kind: 'long', keyword: 'x-statement' },
      { kind: 'tick', keyword: 'x-drawn' },
    ],
  },
  'computed': {
    blank: {},
    essential: [
      { kind: 'formula', keyword: 'x-compute' },
      { kind: 'pick', keyword: 'x-format', values: ['number', 'amount'] },
      { kind: 'text', keyword: 'x-unit' },
    ],
  },
  'explanation': { blank: {}, essential: [{ kind: 'tick', keyword: 'x-exit' }] },
  'title': { blank: {}, essential: none },
  'section': { blank: { type: 'object' }, essential: none },
  'group': {
    blank: { items: { type: 'object' } },
    essential: ROWS.slice(0, 2),
    advanced: ROWS.slice(2),
  },
}

/** The keywords that a panel of this type may set. */
export function settingsOf(type: string): Setting[] {
  const { essential = none, advanced = none } = SETTINGS[type] ?? {}
  return [...essential, ...advanced]
}
