import type { HttpContext } from '@adonisjs/core/http'
import { reopenedPaths, withCorrection } from '#dossiers/actions/correct_dossier'
import { lockAsked } from '../lock_asked.js'
import { dossierPath } from '../paths.js'
import { heldAt } from '../pieces.js'
import { storePosted } from '../posted_piece.js'
import { claimPiece } from '../take_correction.js'

/** A file of a correction, sent by itself: kept with what is typed, as soon as it has arrived. */
export default class CorrectionPiecesController {
  async store(ctx: HttpContext) {
    if (!(await lockAsked(ctx))) return ctx.response.status(409).json({})
    const { dossier, version } = ctx.held
    const answers = withCorrection(version.form, dossier, dossier.correction ?? {})
    const isAsked = (path: string) => version.form.isReopened(path, reopenedPaths(dossier))
    const base = dossierPath(dossier.id, 'pieces')
    return storePosted(ctx, base, {
      isAsked,
      held: (path) => heldAt(answers, path),
      claim: (path, pieceId) => claimPiece(ctx, path, pieceId),
    })
  }
}
