import { type Diagram, diagram } from '#workflow/main'
import type { DossierFile } from '#dossiers/queries/dossier_file'

/** The workflow of a dossier drawn, with where it stands and the way it came, by its journal. */
export function wayOf({ version, journal }: DossierFile): Diagram {
  const steps = journal.flatMap(({ type, fromState: from, toState: to }) =>
    to === null ? [] : [{ type, from, to }]
  )
  return diagram(version.workflow, steps)
}
