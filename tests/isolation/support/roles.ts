/** Whoever may come to a commune's site. */
export const PEOPLE = ['stranger', 'usager', 'service', 'accueil', 'superviseur', 'admin'] as const

export type Person = (typeof PEOPLE)[number]

const EVERYONE: readonly Person[] = PEOPLE
const AGENTS: readonly Person[] = ['accueil', 'superviseur', 'admin']

/**
 * Who may open what. A row is for a pattern of the router and for those below it; of two that fit,
 * the longer one counts. What stands behind a token is for whoever holds the token.
 */
export const WHO: Record<string, readonly Person[]> = {
  '/': EVERYONE,
  '/accessibilite': EVERYONE,
  '/aide': EVERYONE,
  '/armes.svg': EVERYONE,
  '/connexion': EVERYONE,
  '/d/:short': EVERYONE,
  '/deconnexion': EVERYONE,
  '/demarches/:slug': EVERYONE,
  '/donnees-personnelles': EVERYONE,
  '/formulaires/:file': EVERYONE,
  '/health': EVERYONE,
  '/images/:id': EVERYONE,
  '/mentions-legales': EVERYONE,
  '/mes-donnees': EVERYONE,
  '/suivi': EVERYONE,
  '/adresses': EVERYONE,
  '/signalements/suivre/:token': EVERYONE,
  '/theme.css': EVERYONE,
  '/verifier': EVERYONE,

  '/avis/:token': EVERYONE,
  '/invitation/:token': EVERYONE,
  '/reprendre/:token': EVERYONE,
  '/service/:token': EVERYONE,
  '/service/liens': EVERYONE,
  '/suivi/:token': EVERYONE,

  '/brouillons/:id': ['usager'],
  '/dossiers/:id': ['usager'],
  '/avis/dossiers/:id': ['service'],
  '/service/dossiers/:id': ['service'],
  '/service/bureau/:id': EVERYONE,
  '/service/bureau/dossiers/:id': ['service'],

  '/affiches': AGENTS,
  '/visites/:tour': AGENTS,
  '/raccourcis': ['accueil', 'superviseur'],
  '/accueil': ['accueil'],
  '/superviseur': ['superviseur'],
  '/vues': ['accueil', 'superviseur'],
  // The one of the accueil.
  '/vues/:id': ['accueil'],
  '/admin': ['admin'],

  // Of the demo and of tests: production has no such page.
  '/_boite': EVERYONE,
}

function rowFor<T>(table: Record<string, T>, pattern: string): T {
  const rows = Object.keys(table).filter(
    (row) => pattern === row || (row !== '/' && pattern.startsWith(`${row}/`))
  )
  const [row] = rows.sort((a, b) => b.length - a.length)
  if (!row) throw new Error(`No one says who may open ${pattern}: add a row to WHO`)
  return table[row]!
}

/** @throws for a route that no row is about: whoever adds one says here who may open it */
export function whoMayOpen(pattern: string): readonly Person[] {
  return rowFor(WHO, pattern)
}

/** Who may open what at the operators' console. The same rules; `agent` is signed in at some commune. */
export const CONSOLE_PEOPLE = ['stranger', 'agent', 'operator'] as const

export const WHO_CONSOLE: Record<string, readonly (typeof CONSOLE_PEOPLE)[number][]> = {
  '/connexion': CONSOLE_PEOPLE,
  '/deconnexion': CONSOLE_PEOPLE,
  '/': ['operator'],
  '/aide': ['operator'],
  '/communes': ['operator'],
  '/compte': ['operator'],
  '/journal': ['operator'],
}

/** @throws likewise */
export const whoMayOpenConsole = (pattern: string) => rowFor(WHO_CONSOLE, pattern)
