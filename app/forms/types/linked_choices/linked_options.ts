import type { Option } from '../../controls/option.js'
import type { Spec } from '../../document.js'
import { isBag, line, plain } from '../../values.js'

export interface LinkedOption extends Option {
  options: Option[]
}

/** Parts the two levels in the one field that is posted. */
export const BETWEEN = '|'

const MOST_OPTIONS = 1000

export function linkedOptions(spec: Spec): LinkedOption[] {
  const linked = Array.isArray(spec['x-linked']) ? spec['x-linked'].filter(isBag) : []
  return linked.map((one) => ({
    ...optionOf(one),
    options: (Array.isArray(one.options) ? one.options.filter(isBag) : []).map(optionOf),
  }))
}

/** Whether these are two levels of options, each value once where it stands. */
export function isOptions(linked: unknown): boolean {
  if (!isLevel(linked, ['const', 'title', 'options'])) return false
  const counts = linked.map(({ options }) =>
    isLevel(options, ['const', 'title']) ? options.length : Number.NaN
  )
  return counts.reduce((sum, count) => sum + count, 0) <= MOST_OPTIONS
}

function isLevel(list: unknown, known: string[]): list is Record<string, unknown>[] {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isBag)) return false
  const fine = list.every(
    (one) =>
      Object.keys(one).every((key) => known.includes(key)) && isText(one.const) && isText(one.title)
  )
  const values = list.map((one) => one.const)
  return fine && new Set(values).size === values.length && !values.join('').includes(BETWEEN)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 255 && value === line(value)
}

function optionOf(one: Record<string, unknown>): Option {
  return { value: plain(one.const), title: plain(one.title) }
}
