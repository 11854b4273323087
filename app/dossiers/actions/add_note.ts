import type { Actor } from '#workflow/main'
import { recordEvent } from '#dossiers/journal'

/** Leaves a note that agents and services read, and the usager never. */
export class AddNote {
  async handle(dossierId: string, text: string, actor: Actor) {
    await recordEvent(dossierId, 'note', 'Note interne', actor, { note: text })
  }
}
