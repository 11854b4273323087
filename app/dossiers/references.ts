import { randomInt } from 'node:crypto'

/** Without 0 O, 1 I L, 8 B, 5 S, 2 Z, U V: what is read out on the telephone is heard once. */
export const ALPHABET = '34679ACDEFGHJKMNPQRTWXY'

/** A reference such as `K7M-4QX3`. 23^7 of them: the unique key catches the rare repeat. */
export function newReference(): string {
  const letters = Array.from({ length: 7 }, () => ALPHABET[randomInt(ALPHABET.length)])
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`
}
