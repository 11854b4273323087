import type { HttpContext } from '@adonisjs/core/http'
import { publicStatus } from '#workflow/main'
import Piece from '#documents/piece'
import { hasFeedback } from '#dossiers/feedback'
import { JournalEntry } from '#dossiers/journal'
import { markRead } from '#dossiers/message'
import type { MessageDraft } from '#dossiers/posted_message'
import { shownPieces } from '#dossiers/queries/dossier_file'
import { messagesFor } from '#dossiers/queries/messages'
import { formatters } from '#shared/formatters'
import { correctionAsked, historyView, lastMessage, mendedPaths } from './history.js'
import { dossierPath } from './paths.js'
import { ownActions } from './own_actions.js'
import { publicDelays } from './public_delays.js'
import { seal } from './seal.js'
import { summaryView } from './summary_view.js'

/** The follow-up of a dossier: where it stands and what happens next, in plain words. */
export async function showFollow(
  { view, commune, held: { dossier, version } }: HttpContext,
  { draft, feedback }: { draft?: MessageDraft; feedback?: { ease: string; text: string } } = {}
) {
  const url = (piece: Piece) => dossierPath(dossier.id, `pieces/${piece.id}`)
  const pieces = await Piece.of(dossier.id)
  const journal = await JournalEntry.query()
    .where({ dossierId: dossier.id, public: true })
    .orderBy('id')
  const summary = version.form.summary(dossier.answers, shownPieces(pieces, url))
  const attached = pieces.filter(
    (piece) => piece.addedBy !== 'usager' && piece.public && !piece.messageId
  )
  const messages = await messagesFor(dossier.id, 'usager', url)
  if (messages.some(({ fresh }) => fresh)) await markRead(dossier.id, 'usager')

  return view.render('pages/usager/dossier', {
    dossier,
    status: publicStatus(version.workflow, dossier.standing!),
    correction: correctionAsked(dossier, version.workflow) && dossierPath(dossier.id, 'correction'),
    message: lastMessage(journal, dossier),
    delays: await publicDelays(dossier, version.workflow),
    history: historyView(journal, commune.name).reverse(),
    pages: summaryView(summary, undefined, mendedPaths(journal)),
    attached: attached.map((piece) => ({
      name: piece.name,
      href: url(piece),
      size: formatters.fileSize(Number(piece.size)),
    })),
    actions: ownActions(version.workflow, dossier),
    messages,
    draft,
    feedback,
    asksFeedback: dossier.isClosed && !(await hasFeedback(dossier.id)),
    path: dossierPath(dossier.id),
    seal: seal(dossier.id),
  })
}
