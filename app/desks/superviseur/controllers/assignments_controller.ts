import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, pageOf, sentDossier } from '#desks/superviseur/dossier_page'
import { assignPosted } from '#dossiers/assignment'

/** Who sees to a dossier, as whoever answers for all of them decides. */
export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const { id } = await sentDossier(ctx)
    const { tone, text } = await assignPosted({
      dossierId: id,
      to: request.input('compte'),
      from: request.input('de'),
      by: actorOf(ctx.account),
    })
    session.flash(tone, text)
    return response.redirect(pageOf(ctx))
  }
}
