import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier } from '#desks/accueil/dossier_page'
import { comeIn } from '#dossiers/presence'

/** A page that is still open says so, and learns who else has it. */
export default class PresencesController {
  async store(ctx: HttpContext) {
    const dossier = await openDossier(ctx)
    const others = await comeIn(dossier.id, actorOf(ctx.account))
    return ctx.view.render('components/dossier/present', { others })
  }
}
