/** What the third area of the builder shows. */
export type Volet = 'essentiel' | 'avance' | 'ajouter' | 'supprimer'

export const VOLETS: readonly Volet[] = ['essentiel', 'avance', 'ajouter', 'supprimer']

/** Where one stands in the builder: a page or question of the form, and what is open beside it. */
export interface Standing {
  /** Path of the page or question that is chosen; '' for none. */
  q: string
  volet: Volet
  /** Where a question would be added: path of a page, section or group. */
  into?: string
}

export const demarchePath = (slug: string) => `/admin/demarches/${slug}`

export const builderPath = (slug: string, rest = '') =>
  `${demarchePath(slug)}/formulaire${rest && `/${rest}`}`

/** The address of the builder at this place. */
export function placeHref(slug: string, { q, volet, into }: Partial<Standing>): string {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (volet && volet !== 'essentiel') query.set('volet', volet)
  if (into) query.set('dans', into)
  const asked = query.toString()
  return builderPath(slug) + (asked && `?${asked}`)
}

/** Where a request stands, from its address or from the hidden fields of its form. */
export function standingIn(given: Record<string, unknown>): Standing {
  const word = (name: string) => (typeof given[name] === 'string' ? given[name].slice(0, 400) : '')
  const volet = VOLETS.find((one) => one === word('volet')) ?? 'essentiel'
  return { q: word('q'), volet, into: word('dans') || undefined }
}
