import { DESKS } from '#reporting/desks'

/** What the accueil lists, and what when nothing is asked. */
export const DESK = DESKS.accueil
