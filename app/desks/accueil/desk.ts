import { SENT } from '#reporting/trays'

/** What the accueil lists, and what when nothing is asked. */
export const DESK = { trays: SENT, tray: 'accueil' } as const
