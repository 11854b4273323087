import { inFull, isWay, meaningsOf, wordsOf } from '#addresses/words'

/** One way to read what was typed: « 12 bis rue de Rome » is a house, « rue du 8 mai » is not. */
export interface Reading {
  number: number | null
  /** As it was typed, in lower case: `bis`, `a`; none with ''. */
  suffix: string
  words: string[]
}

const LONGEST = 200
const MOST_WORDS = 10
const LONGEST_WORD = 40
/** Words that are compared by their letters: those of fewer are like too many others. */
export const SHORTEST_SLIP = 4
const MOST_DOUBTFUL = 4

const HOUSE = String.raw`(\d{1,4})(?:\s*[-/]\s*\d{1,4})?\s*(bis|ter|quater|quinquies|[a-z](?![a-z0-9]))?`
const FIRST = new RegExp(String.raw`^(?:n[°o]\s*)?${HOUSE}(?![0-9a-z])[\s,]*`, 'i')
const LAST = new RegExp(String.raw`[\s,]+(?:n[°o]\s*)?${HOUSE}\s*(?:\/\s*\w+)?\s*$`, 'i')
/** « bte 3 », « boîte 12 »: of a house, the one who lives there. */
const BOX = /[\s,]+(?:bte|bo[iî]te|bus|appt?|apt)\.?\s*\w{1,6}\s*$/i
/** « 13100 Plassans », « 1000 Bruxelles », at the end. */
const TOWN = /[\s,]+(\d{4,5})(\s+\D*)?$/

/**
 * The ways to read what was typed, from the most likely on: with the number before the street, as
 * in France, after it, as in Belgium, or as a part of its name.
 */
export function readTyped(typed: string, withTown = true): Reading[] {
  const text = typed
    .slice(0, LONGEST)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
  const readings: Reading[] = []
  for (const one of withTown ? [text, text.replace(TOWN, '')] : [text]) {
    const bare = one.replace(BOX, '')
    const [first, last] = [FIRST.exec(bare), LAST.exec(bare)]
    if (first) readings.push(reading(bare.slice(first[0].length), first))
    if (last) readings.push(reading(bare.slice(0, last.index), last))
    readings.push(reading(bare))
  }
  const known = new Set<string>()
  return readings.filter((one) => {
    const key = JSON.stringify(one)
    return one.words.length > 0 && !known.has(key) && known.add(key)
  })
}

function reading(rest: string, house?: RegExpExecArray): Reading {
  return {
    number: house ? Number(house[1]) : null,
    suffix: house?.[2]?.toLowerCase() ?? '',
    words: wordsOf(rest)
      .slice(0, MOST_WORDS)
      .map((word) => word.slice(0, LONGEST_WORD)),
  }
}

/** For PostgreSQL: the streets in which every word of one of the readings begins a word. */
export function tsqueryOf(readings: Reading[]): string {
  return joined(
    readings.map(({ words }) => allOf(words)),
    ' | '
  )
}

/**
 * For when no street has every word: each word that may be misspelt, and the streets that have all
 * the others. Ways are left out: too many streets have them.
 */
export function misspelt(readings: Reading[]): { others: string[]; alike: string[] } {
  const [shortest] = readings.toSorted((one, other) => one.words.length - other.words.length)
  const telling = (shortest?.words ?? []).filter((word) => !isWay(inFull(word)))
  const doubtful = telling.filter((word) => word.length >= SHORTEST_SLIP && !/\d/.test(word))
  const alike = doubtful.slice(-MOST_DOUBTFUL)
  return { alike, others: alike.map((word) => allOf(telling.filter((one) => one !== word))) }
}

const allOf = (words: string[]) => joined(words.map(prefixOf), ' & ')
const prefixOf = (word: string) =>
  joined(
    meaningsOf(word).map((one) => `'${one}':*`),
    ' | '
  )
const joined = (parts: string[], sign: string) => parts.map((part) => `(${part})`).join(sign)
