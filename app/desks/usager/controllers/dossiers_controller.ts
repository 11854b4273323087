import type { HttpContext } from '@adonisjs/core/http'
import { publicStatus } from '#workflow/main'
import Piece from '#documents/piece'
import { shownPieces } from '#dossiers/queries/dossier_file'
import { JournalEntry } from '#dossiers/journal'
import { formatters } from '#shared/formatters'
import { correctionAsked, historyView, lastMessage } from '../history.js'
import { dossierPath } from '../paths.js'
import { summaryView } from '../summary_view.js'

/** The follow-up of a dossier: where it stands and what happens next, in plain words. */
export default class DossiersController {
  async show({ view, commune, held: { dossier, version } }: HttpContext) {
    const url = (piece: Piece) => dossierPath(dossier.id, `pieces/${piece.id}`)
    const pieces = await Piece.of(dossier.id)
    const journal = await JournalEntry.query()
      .where({ dossierId: dossier.id, public: true })
      .orderBy('id')
    const summary = version.form.summary(dossier.answers, shownPieces(pieces, url))
    const attached = pieces.filter((piece) => piece.addedBy !== 'usager' && piece.public)
    return view.render('pages/usager/dossier', {
      dossier,
      status: publicStatus(version.workflow, dossier.standing!),
      correction:
        correctionAsked(dossier, version.workflow) && dossierPath(dossier.id, 'correction'),
      message: lastMessage(journal, dossier),
      history: historyView(journal, commune.name).reverse(),
      pages: summaryView(summary),
      attached: attached.map((piece) => ({
        name: piece.name,
        href: url(piece),
        size: formatters.fileSize(Number(piece.size)),
      })),
    })
  }
}
