import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'

/** A piece of a dossier that this browser holds: its own, and what agents attached for it to see. */
export default class PiecesController {
  async show(ctx: HttpContext) {
    const piece = await Piece.of(ctx.held.dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece || !(piece.addedBy === 'usager' || piece.public)) {
      throw notFound(ctx)
    }
    return sendPiece(ctx, piece)
  }
}
