import type { HttpContext } from '@adonisjs/core/http'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import Dossier from '#dossiers/dossier'
import { notFound } from '#shared/not_found'

export default class PiecesController {
  async show(ctx: HttpContext) {
    const dossier = await Dossier.find(ctx.params.id)
    if (!dossier || dossier.isDraft) throw notFound(ctx)
    const piece = await Piece.of(dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece) throw notFound(ctx)
    return sendPiece(ctx, piece)
  }
}
