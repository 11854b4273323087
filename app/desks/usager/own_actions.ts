import type Dossier from '#dossiers/dossier'
import {
  type Actor,
  available,
  type AvailableAction,
  correctionAsked,
  type Definition,
} from '#workflow/main'

export function usagerOf(dossier: Dossier): Actor & { role: 'usager' } {
  return { role: 'usager', label: dossier.contactName ?? 'Usager' }
}

/** What a workflow lets the usager do, apart from a correction, which has a page of its own. */
export function ownActions(workflow: Definition, dossier: Dossier): AvailableAction[] {
  const usager = usagerOf(dossier)
  const correction = correctionAsked(workflow, dossier.standing!, usager)
  return available(workflow, dossier.standing!, usager).filter(({ key }) => key !== correction)
}
