import type { Tray } from '#reporting/trays'

export const LIST = '/superviseur/dossiers'

/** All there is, drafts included. */
export const DESK = {
  trays: ['accueil', 'usager', 'service', 'closed', 'draft'] as const satisfies Tray[],
  tray: 'all',
} as const
