import type { HttpContext } from '@adonisjs/core/http'
import { RenewLien } from '#desks/service/actions/renew_lien'
import { admissionOf, recordUse } from '#desks/service/admission'
import { pathOf, showRefusal } from '#desks/service/dossier_page'
import { renewalValidator } from '#desks/service/validators'
import { noteWrongLink, triedTooMany } from '#desks/service/wrong_links'
import { grants } from '#identity/grants'
import { findLien } from '#identity/liens'

export default class LiensController {
  /** The link of the mail. Scanners open it too: it lets in, and changes nothing. */
  async show(ctx: HttpContext) {
    const { params, response, session, view } = ctx
    if (await triedTooMany(ctx)) {
      return response.status(429).send(await view.render('pages/errors/too_many'))
    }
    const admission = await admissionOf(await findLien('service', params.token))
    if (admission.type === 'unknown') await noteWrongLink(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)

    grants(session).giveLien(admission.lien.id)
    await recordUse(admission)
    return response.redirect(pathOf(admission.dossier.id))
  }

  /** A new link; the answer is the same whether one is sent or not. */
  async store({ request, view }: HttpContext) {
    const [invalid, input] = await renewalValidator.tryValidate(request.all())
    if (!invalid) await new RenewLien().handle({ lienId: input.lien, address: request.ip() })
    return view.render('pages/service/renewed')
  }
}
