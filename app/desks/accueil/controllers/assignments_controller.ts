import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier, pageOf } from '#desks/accueil/dossier_page'
import { DESK } from '#desks/accueil/desk'
import { AssignDossier } from '#dossiers/actions/assign_dossier'
import { MOST } from '#dossiers/actions/run_batch'
import { assignPosted } from '#dossiers/assignment'
import { listAddress, readListAddress } from '#reporting/list_request'
import { isUuid } from '#shared/matchers'
import { t } from '#shared/translate'

/** « Je m'en occupe », « À un collègue », « Rendre ». */
export default class AssignmentsController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const { id } = await openDossier(ctx)
    const { tone, text } = await assignPosted({
      dossierId: id,
      to: request.input('compte'),
      from: request.input('de'),
      by: actorOf(ctx.account),
    })
    session.flash(tone, text)
    return response.redirect(pageOf(ctx))
  }

  /** Those that were ticked in a list. */
  async take(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const ticked = Object.values(request.input('d') ?? {}).filter((id) => typeof id === 'string')
    const outcome = await new AssignDossier().handle({
      dossierIds: ticked.filter(isUuid).slice(0, MOST),
      accountId: account.id,
      by: actorOf(account),
    })
    const count = outcome.type === 'done' ? outcome.assigned.length : 0
    session.flash(count > 0 ? 'success' : 'info', t('work.assign.taken_some', { count }))
    const list = readListAddress(String(request.input('retour', '')), DESK)
    return response.redirect(listAddress('/accueil', list, DESK))
  }
}
