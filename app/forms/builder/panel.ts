import { isRealDate } from '../calendar.js'
import type { JsonSchema, Spec } from '../document.js'
import { parseNumber } from '../types/number/number.js'
import { isBag, line, own, plain, text, texts, type Bag } from '../values.js'
import { readFormula, showFormula } from './formula_panel.js'
import { linkedOfText, optionsOfText, textOfLinked, textOfOptions } from './options_text.js'
import type { Setting } from './settings.js'
import { wordingOf } from './wording.js'

/** What a panel's fields hold: text, a list of ticked values, or several fields in one. */
export type Shown = string | string[] | Record<string, string | string[]>

/** A setting that cannot be read as it was typed. */
export class Unreadable extends Error {
  constructor(readonly keyword: string) {
    super(keyword)
  }
}

/** A setting as its field shows it. */
export function show(setting: Setting, spec: Spec): Shown {
  const value = spec[setting.keyword]
  switch (setting.kind) {
    case 'count':
    case 'number':
      return plain(value).replace('.', ',')
    case 'euros':
      return typeof value === 'number' ? plain(value / 100).replace('.', ',') : ''
    case 'megabytes':
      return typeof value === 'number' ? plain(value / 1_000_000).replace('.', ',') : ''
    case 'text':
    case 'long':
      return plain(value)
    case 'tick':
      return value === (setting.on ?? true) ? '1' : ''
    case 'pick':
      return plain(value) || setting.values[0]!
    case 'several':
      return Array.isArray(value) ? value.map(plain) : [...setting.usual]
    case 'options':
      return textOfOptions(setting.keyword === 'items' ? (spec.items ?? {}) : spec)
    case 'linked':
      return textOfLinked(spec)
    case 'bound':
      return showBound(value)
    case 'formula':
      return showFormula(spec)
  }
}

/**
 * A setting from what was posted; `undefined` where it is left to what is usual.
 *
 * @throws Unreadable where a number or a date is none
 */
export function read(setting: Setting, raw: unknown, old: Spec): unknown {
  switch (setting.kind) {
    case 'count':
      return numberIn(setting.keyword, raw, 1)
    case 'number':
      return numberIn(setting.keyword, raw)
    case 'euros':
      return rounded(numberIn(setting.keyword, raw), 100)
    case 'megabytes':
      return rounded(numberIn(setting.keyword, raw), 1_000_000)
    case 'text':
    case 'long':
      return wordingOf(raw) || undefined
    case 'tick':
      return line(raw) === '' ? undefined : (setting.on ?? true)
    case 'pick': {
      const [usual, ...others] = setting.values
      return others.find((one) => one === line(raw) && one !== usual)
    }
    case 'several': {
      const given = texts(raw, 50)
      const chosen = setting.values.filter((one) => given.includes(one))
      return chosen.join() === [...setting.usual].join() ? undefined : chosen
    }
    case 'options':
      return readOptions(setting.keyword, text(raw, 100_000), old)
    case 'linked':
      return linkedOfText(text(raw, 100_000), old)
    case 'bound':
      return readBound(setting.keyword, raw)
    case 'formula':
      return readFormula(raw, old)
  }
}

function readOptions(keyword: 'oneOf' | 'items', given: string, old: Spec): unknown {
  if (keyword === 'oneOf') return optionsOfText(given, old)
  return { type: 'string', oneOf: optionsOfText(given, (old.items ?? {}) as JsonSchema & Spec) }
}

function numberIn(keyword: string, raw: unknown, least?: number): number | undefined {
  const given = line(raw, 40)
  if (given === '') return undefined
  const value = parseNumber(given)
  const fine = value !== undefined && (least === undefined || Number.isInteger(value))
  if (!fine) throw new Unreadable(keyword)
  return value
}

function rounded(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * by)
}

/** How a limit of a date is said: `today`, days or years from it, or a date. */
export const BOUNDS = [
  'none',
  'today',
  'days-after',
  'days-before',
  'months-after',
  'months-before',
  'years-after',
  'years-before',
  'date',
] as const

const UNITS: Record<string, string> = { d: 'days', m: 'months', y: 'years' }

function showBound(bound: unknown): Record<string, string> {
  const given = plain(bound)
  const shift = /^today([+-])(\d{1,3})([dmy])$/.exec(given)
  if (shift) {
    const [, sign, count, unit] = shift
    return { kind: `${UNITS[unit!]}-${sign === '+' ? 'after' : 'before'}`, value: count! }
  }
  if (given === 'today') return { kind: 'today', value: '' }
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given)
  return date
    ? { kind: 'date', value: `${date[3]}/${date[2]}/${date[1]}` }
    : { kind: 'none', value: '' }
}

function readBound(keyword: string, raw: unknown): string | undefined {
  const fields: Bag = isBag(raw) ? raw : {}
  const kind = line(own(fields, 'kind'))
  const value = line(own(fields, 'value'), 40)
  if (kind === 'today') return 'today'
  if (kind === 'date') {
    const match = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(value)
    const iso = match && `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`
    if (!iso || !isRealDate(iso)) throw new Unreadable(keyword)
    return iso
  }
  const shift = /^(days|months|years)-(after|before)$/.exec(kind)
  if (!shift) return undefined
  if (!/^\d{1,3}$/.test(value)) throw new Unreadable(keyword)
  return `today${shift[2] === 'after' ? '+' : '-'}${Number(value)}${shift[1]![0]}`
}
