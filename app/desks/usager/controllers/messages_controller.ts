import type { HttpContext } from '@adonisjs/core/http'
import { sendPosted } from '#dossiers/posted_message'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'
import { showFollow } from '../follow_page.js'
import { dossierPath } from '../paths.js'

/** What the usager writes to whoever treats their demand. */
export default class MessagesController {
  async store(ctx: HttpContext) {
    const { request, response, session, held } = ctx
    const { dossier } = held
    const outcome = await sendPosted({
      dossierId: dossier.id,
      typed: request.input('message'),
      files: uploads(request, 'files'),
      actor: { role: 'usager', label: dossier.contactName ?? 'Usager' },
    })
    if (outcome.type === 'not-sent') {
      response.status(outcome.draft.error === 'throttled' ? 429 : 422)
      return showFollow(ctx, { draft: outcome.draft })
    }
    session.flash('success', t('usager.follow.message_sent'))
    return response.redirect().toPath(`${dossierPath(dossier.id)}#messages`)
  }
}
