import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier, openFile, pageOf, showFile } from '#desks/accueil/dossier_page'
import { sendPosted } from '#dossiers/posted_message'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

/** What the accueil writes to the usager. */
export default class MessagesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const dossier = await openDossier(ctx)
    const outcome = await sendPosted({
      dossierId: dossier.id,
      typed: request.input('message'),
      files: uploads(request, 'files'),
      actor: actorOf(ctx.account),
    })
    if (outcome.type === 'not-sent') {
      return showFile(ctx, await openFile(ctx), { message: outcome.draft }, 422)
    }
    session.flash('success', t('dossier.message_sent', { told: String(outcome.told) }))
    return response.redirect(pageOf(ctx, '#messages'))
  }
}
