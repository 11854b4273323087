import type { Desk } from '#reporting/list_request'
import { SENT, type Tray } from '#reporting/trays'

export type DeskName = 'accueil' | 'superviseur'

/** The desks that have a list, by the role that sits there: what each may list, and where. */
export const DESKS = {
  accueil: { name: 'accueil', path: '/accueil', trays: SENT, tray: 'accueil' },
  superviseur: {
    name: 'superviseur',
    path: '/superviseur/dossiers',
    /** All there is, drafts included. */
    trays: [...SENT, 'draft'] as const satisfies Tray[],
    tray: 'all',
  },
} as const satisfies Record<DeskName, Desk & { name: DeskName; path: string }>

export const isDesk = (name: unknown): name is DeskName =>
  typeof name === 'string' && Object.hasOwn(DESKS, name)
