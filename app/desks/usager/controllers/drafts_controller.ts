import type { HttpContext } from '@adonisjs/core/http'
import { t } from '#shared/translate'
import { AbandonDraft } from '#dossiers/actions/abandon_draft'
import { grants } from '#identity/grants'
import { standsAt } from '../stands_at.js'
import { seal } from '../seal.js'

export default class DraftsController {
  /** Where the draft stands: the first page that is not complete, or the check. */
  async show({ response, held }: HttpContext) {
    return response.redirect(standsAt(held))
  }

  async confirm({ view, held: { dossier } }: HttpContext) {
    return view.render('pages/usager/abandon', { dossier, seal: seal(dossier.id) })
  }

  async destroy({ response, session, held: { dossier } }: HttpContext) {
    await new AbandonDraft().handle(dossier.id)
    grants(session).drop(dossier.id)
    session.flash('success', t('usager.abandon.done'))
    return response.redirect('/')
  }
}
