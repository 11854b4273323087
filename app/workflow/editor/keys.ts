const LONGEST = 40

/** « En attente d’un avis » → `en_attente_avis`: a key of the definition's, not among `taken`. */
export function keyFor(label: string, taken: Iterable<string> = [], fallback = 'element'): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !LITTLE.has(word))
  const all = words
    .join('_')
    .slice(0, LONGEST)
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
  return free(all || fallback, new Set(taken))
}

const LITTLE = new Set('a au aux d de des du en et l la le les un une'.split(' '))

/** The key itself, or with the first number that makes it new. */
function free(base: string, taken: Set<string>): string {
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}_${number}`)) number += 1
  return `${base}_${number}`
}
