import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import { draftPath } from '../paths.js'
import { heldAt } from '../pieces.js'
import { storePosted } from '../posted_piece.js'

export default class PiecesController {
  /**
   * A file of a draft, sent by itself before its page. It is the dossier's once the page is kept; what no page claims is purged.
   */
  async store(ctx: HttpContext) {
    const { id, answers } = ctx.held.dossier
    return storePosted(ctx, draftPath(id, 'pieces'), { held: (path) => heldAt(answers, path) })
  }

  /** A piece of a dossier that this browser holds: its own, and what agents attached for it to see. */
  async show(ctx: HttpContext) {
    const piece = await Piece.of(ctx.held.dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece || !(piece.addedBy === 'usager' || piece.public)) {
      throw notFound(ctx)
    }
    return sendPiece(ctx, piece)
  }
}
