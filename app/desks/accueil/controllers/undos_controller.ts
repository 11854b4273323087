import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier, pageOf } from '#desks/accueil/dossier_page'
import { TakeBack } from '#dossiers/actions/take_back'
import { t } from '#shared/translate'

/** A slip is taken back before anybody is told of it. */
export default class UndosController {
  async store(ctx: HttpContext) {
    const { response, session } = ctx
    const dossier = await openDossier(ctx)
    const outcome = await new TakeBack().handle(dossier.id, actorOf(ctx.account))
    const done = outcome.type === 'taken-back'
    session.flash(done ? 'success' : 'error', t(done ? 'dossier.undone' : 'dossier.undo_late'))
    return response.redirect(pageOf(ctx))
  }
}
