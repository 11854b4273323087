import { notFound } from '#shared/not_found'
import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, admit, type Held } from '#desks/service/admission'
import { fileOf, pathOf, type Shown, showFile, showRefusal } from '#desks/service/dossier_page'
import { AttachFiles } from '#dossiers/actions/attach_files'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

export default class PiecesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    const sent = uploads(request, 'files')
    if (sent.length === 0) return this.#again(ctx, admission, { error: 'none' })

    const { dossier, service } = admission
    const { stored, refused } = await new AttachFiles().handle({
      dossierId: dossier.id,
      files: sent,
      actor: actorOf(service),
      public: request.input('public') !== undefined,
    })
    if (refused.length > 0) return this.#again(ctx, admission, { refused })

    session.flash('success', t('dossier.files_added', { count: stored.length }))
    return response.redirect(`${pathOf(dossier.id)}#fichiers`)
  }

  async show(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    const piece = await Piece.of(admission.dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece) throw notFound(ctx)
    return sendPiece(ctx, piece)
  }

  async #again(ctx: HttpContext, held: Held, files: Shown['files']) {
    return showFile(ctx, held, await fileOf(held), { files }, 422)
  }
}
