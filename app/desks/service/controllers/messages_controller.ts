import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, admit } from '#desks/service/admission'
import { fileOf, pathOf, showFile, showRefusal } from '#desks/service/dossier_page'
import { sendPosted } from '#dossiers/posted_message'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

/** What the service in charge writes to the usager. */
export default class MessagesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const held = await admit(ctx, ['service'])
    if (held.type !== 'admitted') {
      const text = String(request.input('message') ?? '')
      return showRefusal(ctx, held, { typed: [{ title: t('dossier.message_to_usager'), text }] })
    }

    const { dossier, service } = held
    const outcome = await sendPosted({
      dossierId: dossier.id,
      typed: request.input('message'),
      files: uploads(request, 'files'),
      actor: actorOf(service),
    })
    if (outcome.type === 'not-sent') {
      return showFile(ctx, held, await fileOf(held), { message: outcome.draft }, 422)
    }
    session.flash('success', t('dossier.message_sent', { told: String(outcome.told) }))
    return response.redirect(`${pathOf(dossier.id)}#messages`)
  }
}
