import { text } from '../values.js'

const NARROW = '\u202f'
const SPACE = '\u00a0'

/**
 * What somebody typed on one line, as it is set in French: the spaces before « ; : ! ? » and within
 * guillemets do not break. Those that were typed so stay.
 */
export function wordingOf(raw: unknown, most = 500): string {
  const line = text(raw, most * 2).replaceAll(/[\t\n ]+/g, ' ')
  return typeset(line).slice(0, most).trim()
}

/** The same of several lines. */
export function typeset(words: string): string {
  return words
    .replaceAll(/(?<=[\p{L}\p{N}»)…]) (?=[;!?])/gu, NARROW)
    .replaceAll(/(?<=[\p{L}\p{N}»)…]) (?=:(?:\s|$))/gu, SPACE)
    .replaceAll('« ', `«${SPACE}`)
    .replaceAll(' »', `${SPACE}»`)
}
