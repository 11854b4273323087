/**
 * Where a dossier lies, whatever its workflow calls it: with the usager who has not sent it, with
 * whoever holds it, or among what is closed. The column `dossiers.tray`.
 */
export type Tray = 'draft' | 'accueil' | 'usager' | 'service' | 'closed'

/** What has been sent: all that the accueil works on. */
export const SENT = ['accueil', 'usager', 'service', 'closed'] as const satisfies Tray[]

/** How the address of a list names its views. */
export const VIEWS = {
  'a-traiter': 'accueil',
  'chez-l-usager': 'usager',
  'au-service': 'service',
  'clos': 'closed',
  'non-soumis': 'draft',
  'tous': 'all',
} as const satisfies Record<string, Tray | 'all'>

export type View = keyof typeof VIEWS

export function viewOf(tray: Tray | 'all'): View {
  return (Object.keys(VIEWS) as View[]).find((view) => VIEWS[view] === tray)!
}
