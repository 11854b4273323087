/** What follows `/brouillons/:id/` and is no page; a page of that key is reached as `page-key`. */
const TAKEN = ['abandon', 'envoi', 'lien', 'pieces', 'proches', 'verifier']

export const draftPath = (id: string, rest = '') => `/brouillons/${id}${rest && `/${rest}`}`

export const dossierPath = (id: string, rest = '') => `/dossiers/${id}${rest && `/${rest}`}`

/** Keys of pages have no hyphen, so that the prefix cannot be one. */
export function pagePath(id: string, key: string): string {
  return draftPath(id, TAKEN.includes(key) ? `page-${key}` : key)
}

export const pageKey = (segment: string) => segment.replace(/^page-/, '')

export const fillPath = (slug: string) => `/demarches/${slug}/remplir`
