import type { Session } from '@adonisjs/session'

/** How many dossiers one browser holds at a time: the session is a cookie of 4 kB. */
const MOST = 20

/**
 * What this browser has proved: the dossiers that it began or whose lien it opened, and the liens
 * of a service. Kept in the encrypted session, so that tokens do not stay in addresses.
 */
export function grants(session: Session) {
  const list = (key: string): string[] => session.get(key, [])
  const add = (key: string, id: string) => {
    const others = list(key).filter((held) => held !== id)
    session.put(key, [...others, id].slice(-MOST))
  }

  return {
    dossiers: () => list('dossiers'),
    holds: (dossierId: string) => list('dossiers').includes(dossierId),
    give: (dossierId: string) => add('dossiers', dossierId),
    drop: (dossierId: string) => {
      session.put(
        'dossiers',
        list('dossiers').filter((held) => held !== dossierId)
      )
    },
    liens: () => list('liens'),
    giveLien: (lienId: string) => add('liens', lienId),
  }
}
