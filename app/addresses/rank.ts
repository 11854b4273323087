import { type Reading, SHORTEST_SLIP } from '#addresses/typed'
import { isWay, meaningsOf, wordsOf } from '#addresses/words'

export interface Named {
  name: string
  otherNames: string[]
  postcode: string
  city: string
}

/** A street, its words read once. */
export interface Readable {
  /** Of each of its names, the words and what each may mean. */
  names: string[][][]
  around: string[][]
}

export function readable({ name, otherNames, postcode, city }: Named): Readable {
  const meanings = (text: string) => wordsOf(text).map(meaningsOf)
  return { names: [name, ...otherNames].map(meanings), around: meanings(`${postcode} ${city}`) }
}

/**
 * How well a street answers a reading of what was typed: the more of its words were typed, and the
 * better, the higher. 0 where a word that was typed has nothing like it there.
 */
export function score({ names, around }: Readable, { words }: Reading): number {
  return Math.max(0, ...names.map((own) => scoreOf(own, around, words)))
}

function scoreOf(own: string[][], around: string[][], words: string[]): number {
  const met = new Set<number>()
  let total = 0
  for (const word of words) {
    const found = own.map((meanings, at) => (met.has(at) ? 0 : likeness(word, meanings)))
    const best = Math.max(0, ...found)
    if (best > 0) {
      met.add(found.indexOf(best))
      total += best
    } else if ([...own, ...around].some((meanings) => likeness(word, meanings) >= 0.5)) {
      // The town, or a word typed twice: it does not speak against this street, nor much for it.
      total += 0.1
    } else return 0
  }
  const telling = own.filter(([word], at) => !met.has(at) && !isWay(word!)).length
  return (total + (own.length === met.size ? 0.2 : 0)) / (words.length + 0.15 * telling)
}

/** 1 for the same word, less for its beginning, less still for one that is misspelt; 0 for another. */
function likeness(typed: string, meanings: string[]): number {
  const typedMeanings = meaningsOf(typed)
  if (typedMeanings.some((one) => meanings.includes(one))) return 1
  if (meanings.some((one) => one.startsWith(typed))) return 0.9
  if (typed.length < SHORTEST_SLIP || /\d/.test(typed)) return 0
  const allowed = typed.length < 7 ? 1 : 2
  const near = (one: string) =>
    distance(typed, one, allowed) <= allowed ||
    (one.length > typed.length && distance(typed, one.slice(0, typed.length), allowed) <= allowed)
  if (meanings.some(near)) return 0.6
  // « Wet straat » for « Wetstraat ».
  return meanings.some((one) => one.includes(typed)) ? 0.5 : 0
}

/** Letters that are missing, too many, wrong or swapped with the next one; `most + 1` where more. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]!
}
