/** By what facts are counted; `all` has one key, the empty one. */
export type Dimension =
  'all' | 'demarche' | 'service' | 'agent' | 'channel' | 'weekday' | 'day' | 'reason'

/** What is counted: the kinds of facts, a closing by how it ended. */
export type Kind =
  | 'received'
  | 'first'
  | 'correction'
  | 'transferred'
  | 'accepted'
  | 'refused'
  | 'dropped'
  | 'feedback'

/** How many of each value (days, or ease); '' for what has none. */
export type Spread = Record<string, number>

export type Cell = Partial<Record<Kind, Spread>>

/** Figures of some days: additions of such give the figures of all their days. Plain JSON. */
export type Tallies = Partial<Record<Dimension, Record<string, Cell>>>

export interface Tally {
  dimension: Dimension
  key: string
  kind: Kind
  value: number | null
  count: number
}

export const CLOSED = ['accepted', 'refused', 'dropped'] as const satisfies Kind[]

export function talliesOf(rows: Tally[]): Tallies {
  const tallies: Tallies = {}
  for (const { dimension, key, kind, value, count } of rows) {
    const spread = spreadIn(tallies, dimension, key, kind)
    const at = value ?? ''
    spread[at] = (spread[at] ?? 0) + count
  }
  return tallies
}

export function sumOf(parts: Tallies[]): Tallies {
  const sum: Tallies = {}
  for (const part of parts) {
    for (const [dimension, cells] of Object.entries(part)) {
      for (const [key, cell] of Object.entries(cells)) {
        for (const [kind, spread] of Object.entries(cell)) {
          const into = spreadIn(sum, dimension as Dimension, key, kind as Kind)
          for (const [value, count] of Object.entries(spread)) {
            into[value] = (into[value] ?? 0) + count
          }
        }
      }
    }
  }
  return sum
}

function spreadIn(tallies: Tallies, dimension: Dimension, key: string, kind: Kind): Spread {
  const cells = (tallies[dimension] ??= {})
  const cell = (cells[key] ??= {})
  return (cell[kind] ??= {})
}

export function countOf(cell: Cell | undefined, kinds: readonly Kind[]): number {
  let sum = 0
  for (const kind of kinds) {
    for (const count of Object.values(cell?.[kind] ?? {})) sum += count
  }
  return sum
}

/**
 * The value that so many of all do not exceed, exactly: a value that was counted, never one between
 * two.
 *
 * @param share 0.5 for the median, 0.9 for the ninth decile
 * @returns null where nothing was counted
 */
export function quantileOf(
  cell: Cell | undefined,
  kinds: readonly Kind[],
  share: number
): number | null {
  const counts = new Map<number, number>()
  for (const kind of kinds) {
    for (const [value, count] of Object.entries(cell?.[kind] ?? {})) {
      if (value !== '') counts.set(Number(value), (counts.get(Number(value)) ?? 0) + count)
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  let below = 0
  for (const [value, count] of [...counts].sort(([one], [other]) => one - other)) {
    below += count
    if (below >= share * total) return value
  }
  return null
}

/** @returns null where nothing was counted */
export function meanOf(cell: Cell | undefined, kind: Kind): number | null {
  let [sum, total] = [0, 0]
  for (const [value, count] of Object.entries(cell?.[kind] ?? {})) {
    sum += Number(value) * count
    total += count
  }
  return total > 0 ? sum / total : null
}
