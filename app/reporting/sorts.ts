/**
 * The columns that sort a list: their name in an address, in the database, and its type. Each has
 * an index (commune_id, tray, column, id) and is never null.
 */
export const SORTS = {
  reference: { column: 'sort_reference', type: 'text' },
  depot: { column: 'filed_at', type: 'timestamptz' },
  demarche: { column: 'demarche_title', type: 'text' },
  demandeur: { column: 'sort_name', type: 'text' },
  etat: { column: 'state_label', type: 'text' },
  limite: { column: 'sort_limit', type: 'date' },
  service: { column: 'sort_service', type: 'text' },
  activite: { column: 'updated_at', type: 'timestamptz' },
} as const

export type Sort = keyof typeof SORTS

export const isSort = (name: string): name is Sort => Object.hasOwn(SORTS, name)
