import { DESKS } from '#reporting/desks'

/** All there is, drafts included. */
export const DESK = DESKS.superviseur

export const LIST = DESK.path
