import type { HttpContext } from '@adonisjs/core/http'
import { showRefusal } from '#desks/service/dossier_page'
import { admitOpinion } from '#desks/service/opinion_page'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import { notFound } from '#shared/not_found'

export default class OpinionPiecesController {
  async show(ctx: HttpContext) {
    const held = await admitOpinion(ctx)
    if (held.type !== 'admitted') return showRefusal(ctx, held)
    const piece = await Piece.of(held.dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece) throw notFound(ctx)
    return sendPiece(ctx, piece)
  }
}
