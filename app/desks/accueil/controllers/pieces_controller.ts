import type { HttpContext } from '@adonisjs/core/http'
import {
  actorOf,
  openDossier,
  openFile,
  pageOf,
  type Shown,
  showFile,
} from '#desks/accueil/dossier_page'
import { AttachFiles } from '#dossiers/actions/attach_files'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

export default class PiecesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const dossier = await openDossier(ctx)
    const sent = uploads(request, 'files')
    if (sent.length === 0) return this.#again(ctx, { error: 'none' })

    const { stored, refused } = await new AttachFiles().handle({
      dossierId: dossier.id,
      files: sent,
      actor: actorOf(ctx.account),
      public: request.input('public') !== undefined,
    })
    if (refused.length > 0) return this.#again(ctx, { refused })

    session.flash('success', t('dossier.files_added', { count: stored.length }))
    return response.redirect(pageOf(ctx, '#fichiers'))
  }

  async show(ctx: HttpContext) {
    const dossier = await openDossier(ctx)
    const piece = await Piece.of(dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece) throw notFound(ctx)
    return sendPiece(ctx, piece)
  }

  async #again(ctx: HttpContext, files: Shown['files']) {
    return showFile(ctx, await openFile(ctx), { files }, 422)
  }
}
