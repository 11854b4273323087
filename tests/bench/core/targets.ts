/** What is measured, and what it is held against. */
export const MEASURES = {
  bare: { label: '(a) bare route' },
  select: { label: '(b) one SELECT in a transaction', of: 'bare' },
  form_page: { label: '(c) form page', of: 'select', least: 0.5 },
  submission: { label: '(d) whole submission', of: 'select', least: 0.3 },
  inbox_1k: { label: '(e) inbox, 1,000 dossiers', of: 'select' },
  inbox_100k: { label: '(e) inbox, 100,000 dossiers', of: 'select' },
} as const satisfies Record<string, Measure>

interface Measure {
  label: string
  /** Its requests per second are also given as a ratio to those of this one. */
  of?: string
  /** The ratio that it has to reach. */
  least?: number
}

export type Name = keyof typeof MEASURES

/** What the p95 of the inbox may grow by, from 1,000 dossiers to 100,000. */
export const MOST_GROWTH = 1.5

/** What the HTML of the form page may weigh, compressed. */
export const MOST_BYTES = 20_000
