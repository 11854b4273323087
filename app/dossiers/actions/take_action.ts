import type { ActionField } from '#workflow/main'
import { ActOnDossier, type ActOutcome } from '#dossiers/actions/act_on_dossier'
import { AttachFiles, type Attach, type Refused } from '#dossiers/actions/attach_files'
import type { Typed } from '#dossiers/action_input'
import { fieldsOf } from '#dossiers/queries/action_choices'
import type { DossierFile } from '#dossiers/queries/dossier_file'

interface Take {
  file: DossierFile
  action: string
  typed: Typed
  /** The files that were sent in a field. */
  uploads: (field: ActionField) => Attach['files']
  actor: Attach['actor']
  /** The revision that the actor had in view. */
  revision: number
}

type Outcome = ActOutcome | { type: 'files-refused'; refused: Refused[] }

/**
 * An action as a page sends it. Its files are attached first, whatever comes of it: what was sent
 * is not to be sent twice. `typed` is given their ids.
 */
export class TakeAction {
  async handle({ file, action, typed, uploads, actor, revision }: Take): Promise<Outcome> {
    const { id: dossierId } = file.dossier
    const own = new Set(file.attached.map((piece) => piece.id))
    const refused: Refused[] = []
    for (const field of fieldsOf(file, action)) {
      if (field.kind !== 'files') continue
      const kept = [typed[field.key] ?? []].flat().filter((id) => own.has(id))
      const files = uploads(field)
      const shown = field.visibility === 'usager'
      const sent = await new AttachFiles().handle({ dossierId, files, actor, public: shown })
      file.attached.push(...sent.stored)
      refused.push(...sent.refused)
      typed[field.key] = [...kept, ...sent.stored.map((piece) => piece.id)]
    }
    if (refused.length > 0) return { type: 'files-refused', refused }
    return new ActOnDossier().handle({ dossierId, action, input: typed, actor, revision })
  }
}
