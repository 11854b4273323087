import { available, type Actor, type AvailableAction } from '#workflow/main'
import type { Pieces, SummaryPage } from '#forms/main'
import type { OpenVersion } from '#catalogue/versions'
import Piece from '#documents/piece'
import Dossier from '#dossiers/dossier'
import { type JournalEntry, journalOf } from '#dossiers/journal'
import { Mail } from '#dossiers/promised_mails'

/** Everything about one dossier, as its page shows it. */
export interface DossierFile {
  dossier: Dossier
  version: OpenVersion
  answers: SummaryPage[]
  /** Files that agents attached; those of the usager stand with their answers. */
  attached: Piece[]
  journal: JournalEntry[]
  mails: Mail[]
  /** What the reader may do now. */
  actions: AvailableAction[]
}

/**
 * @param pieceUrl where the reader downloads a piece
 * @returns null where the commune has no such dossier
 */
export async function dossierFile(
  dossierId: string,
  reader: Actor,
  pieceUrl: (piece: Piece) => string
): Promise<DossierFile | null> {
  const dossier = await Dossier.find(dossierId)
  if (!dossier) return null

  const version = await dossier.version()
  const pieces = await Piece.of(dossierId)
  const journal = await journalOf(dossierId)
  const mails = await Mail.query().where('dossierId', dossierId).orderBy('id')
  const { standing } = dossier
  return {
    dossier,
    version,
    answers: version.form.summary(dossier.answers, shownPieces(pieces, pieceUrl)),
    attached: pieces.filter((piece) => piece.addedBy !== 'usager' && !piece.messageId),
    journal,
    mails,
    actions: standing ? available(version.workflow, standing, reader, new Date()) : [],
  }
}

/** Pieces as the forms room shows them, by id. */
export function shownPieces(pieces: Piece[], pieceUrl: (piece: Piece) => string): Pieces {
  return Object.fromEntries(
    pieces.map((piece) => [
      piece.id,
      {
        id: piece.id,
        name: piece.name,
        size: Number(piece.size),
        type: piece.type,
        url: pieceUrl(piece),
      },
    ])
  )
}
