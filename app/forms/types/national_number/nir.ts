import { split } from '../../french.js'

export const NIR = /^[1-478]\d{4}(\d{2}|2[AB])\d{8}$/

/** France: 13 characters and 97 minus their rest by 97; the two départements of Corsica count as 19 and 18. */
export function isNir(value: string): boolean {
  if (!NIR.test(value)) return true
  const number = value.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return Number(value.slice(13)) === 97 - (Number(number) % 97)
}

export function nir(value: string): string {
  return split(value, [1, 2, 2, 2, 3, 3, 2])
}
