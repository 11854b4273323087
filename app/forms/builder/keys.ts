import { isSafeKey } from '../check/keys.js'

const MOST = 40
const LITTLE = new Set([
  'de',
  'des',
  'du',
  'la',
  'le',
  'les',
  'l',
  'd',
  'un',
  'une',
  'et',
  'a',
  'au',
])

/** « Nom de l’entreprise » → `nom_entreprise`: a key that is not among `taken`. */
export function keyFrom(title: string, taken: Iterable<string> = []): string {
  const words = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const telling = words.filter((word) => !LITTLE.has(word))
  const all = (telling.length > 0 ? telling : words).join('_').slice(0, MOST)
  const known = all.replace(/_+$/, '').replace(/^(?=[^a-z])/, 'q_')
  const base = isSafeKey(known) ? known : 'question'
  return free(base, new Set(taken))
}

/** Whether a key is one that `keyFrom` made of this title. */
export function isDerived(key: string, title: string): boolean {
  const base = keyFrom(title)
  return key === base || (key.startsWith(`${base}_`) && /^\d+$/.test(key.slice(base.length + 1)))
}

/** The key itself, or with the first number that makes it new. */
export function free(base: string, taken: Set<string>): string {
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}_${number}`)) number++
  return `${base}_${number}`
}
