import { MAX_FILE_BYTES } from '#config/bodyparser'
import type { Actor } from '#workflow/main'
import { StorePiece } from '#documents/actions/store_piece'
import type Piece from '#documents/piece'
import Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'

export interface Attach {
  dossierId: string
  files: { tmpPath: string; clientName: string }[]
  actor: Actor & { role: 'accueil' | 'service' | 'superviseur' | 'usager' }
  /** Whether the usager finds them on their page. */
  public: boolean
}

/** A file that was not taken, and why. */
export interface Refused {
  name: string
  reason: 'large' | 'empty' | 'kind'
}

export const REASONS = { 'too-large': 'large', 'wrong-kind': 'kind', 'empty': 'empty' } as const

/** Attaches an agent's files: those that we take are kept even where others are refused. */
export class AttachFiles {
  async handle({ dossierId, files, actor, public: shown }: Attach) {
    // A piece holds its dossier in a lock that is shared: two who then want to act would wait for each other.
    if (files.length > 0) await Dossier.locked(dossierId)
    const stored: Piece[] = []
    const refused: Refused[] = []
    for (const file of files) {
      const outcome = await new StorePiece().handle({
        dossierId,
        file,
        addedBy: actor.role,
        authorLabel: actor.label,
        public: shown,
        maxSize: MAX_FILE_BYTES,
      })
      if (outcome.type === 'stored') stored.push(outcome.piece)
      else refused.push({ name: outcome.name, reason: REASONS[outcome.type] })
    }
    if (stored.length > 0) await this.#record(dossierId, stored, actor, shown)
    return { stored, refused }
  }

  #record(dossierId: string, stored: Piece[], actor: Actor, shown: boolean) {
    const label = stored.length === 1 ? 'Fichier joint' : 'Fichiers joints'
    const files = stored.map(({ id, name }) => ({ id, name }))
    return recordEvent(dossierId, 'piece', label, actor, { files, public: shown })
  }
}
