import { plain } from './values.js'

const NARROW = '\u202f'
const SPACE = '\u00a0'
const MONTHS =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** 1234567.5 → « 1 234 567,5 ». By hand: Intl's data differ between node and browsers, and markup must not. */
export function number(value: number): string {
  const [whole = '', decimals] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW)
  return decimals ? `${grouped},${decimals}` : grouped
}

/** Cents → « 1 234,50 € ». */
export function amount(cents: number): string {
  const whole = number(Math.trunc(Math.abs(cents) / 100))
  return `${cents < 0 ? '-' : ''}${whole},${String(Math.abs(cents) % 100).padStart(2, '0')}${SPACE}€`
}

/** `2026-03-01` → « 1er mars 2026 »; anything else as it is. */
export function date(iso: unknown): string {
  const match = typeof iso === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) : null
  const month = match && MONTHS[Number(match[2]) - 1]
  if (!match || !month) return plain(iso)
  const day = Number(match[3])
  return `${day === 1 ? '1er' : day}${SPACE}${month} ${Number(match[1])}`
}

/** Bytes → « 2,4 Mo ». */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))}${SPACE}ko`
  return `${number(Math.round(bytes / 100_000) / 10)}${SPACE}Mo`
}

/** Digits in groups: `split('73282932000074', [3, 3, 3, 5])` → « 732 829 320 00074 ». */
export function split(text: string, sizes: number[]): string {
  let at = 0
  return sizes
    .map((size) => text.slice(at, (at += size)))
    .filter(Boolean)
    .join(SPACE)
}
