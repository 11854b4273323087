/** Taken by what every page has: the ways through a list, the search, the help. */
const RESERVED = 'jkuoxp'

/**
 * A letter for each action, to be pressed on the page of a dossier: that of its last long word, or
 * of one before it where that is taken. « Demander une correction » is `c`, « Accepter » is `a`.
 *
 * @returns by the key of the action; those for which no letter is left are in none
 */
export function letterKeys(actions: { key: string; label: string }[]): Record<string, string> {
  const taken = new Set(RESERVED)
  const letters: Record<string, string> = {}
  for (const { key, label } of actions) {
    const letter = initials(label).find((one) => !taken.has(one))
    if (!letter) continue
    taken.add(letter)
    letters[key] = letter
  }
  return letters
}

/** Of the long words, the last one first, then of all others. */
function initials(label: string): string[] {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
  const long = words.filter((word) => word.length > 3).reverse()
  return [...long, ...words].filter(Boolean).map((word) => word[0]!)
}
