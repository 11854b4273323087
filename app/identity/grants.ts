import type { Session } from '@adonisjs/session'

/** How many dossiers one browser holds at a time: the session is a cookie of 4 kB. */
const MOST = 20

/** For how long the code of a service is of use to a browser. */
const SERVICE_MS = 12 * 60 * 60 * 1000

/** For how long a browser that has proved an address may take away what is held at it. */
const ADDRESS_MS = 2 * 60 * 60 * 1000

/** A service whose list is open here, and the address to which its code was sent. */
interface OpenService {
  id: string
  email: string
  until: number
}

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
    services: () =>
      (session.get('services', []) as OpenService[]).filter(({ until }) => until > Date.now()),
    giveService: ({ id, email }: { id: string; email: string }) => {
      const others = (session.get('services', []) as OpenService[]).filter((one) => one.id !== id)
      session.put('services', [...others, { id, email, until: Date.now() + SERVICE_MS }].slice(-5))
    },
    dropService: (serviceId: string) => {
      const held = session.get('services', []) as OpenService[]
      session.put(
        'services',
        held.filter(({ id }) => id !== serviceId)
      )
    },
    /** The address whose mailed link was opened here lately, in lower case. */
    address: (): string | null => {
      const held = session.get('address') as { email: string; until: number } | undefined
      return held && held.until > Date.now() ? held.email : null
    },
    giveAddress: (email: string) => {
      session.put('address', { email: email.toLowerCase(), until: Date.now() + ADDRESS_MS })
    },
    giveLien: (lienId: string) => add('liens', lienId),
  }
}
