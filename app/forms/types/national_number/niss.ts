export const NISS = /^\d{11}$/

/**
 * Belgium: birth date (two digits of the year), order, and 97 minus the rest of those nine digits by 97;
 * for who was born from 2000 on, with a 2 before them.
 */
export function isNiss(value: string, today: string): boolean {
  if (!NISS.test(value)) return true
  const key = Number(value.slice(9))
  const number = Number(value.slice(0, 9))
  if (key === 97 - (number % 97)) return true
  const born = 2000 + Number(value.slice(0, 2))
  return key === 97 - ((2_000_000_000 + number) % 97) && born <= Number(today.slice(0, 4))
}

/** « 85.07.30-033.28 », as on the card. */
export function niss(value: string): string {
  return value.replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5')
}
