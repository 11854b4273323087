import type { HttpContext } from '@adonisjs/core/http'
import { RenewLien } from '#desks/service/actions/renew_lien'
import { TREATING } from '#desks/service/admission'
import { pathOf } from '#desks/service/dossier_page'
import { openLien } from '#desks/service/open_lien'
import { renewalValidator } from '#desks/service/validators'

export default class LiensController {
  /** The link of the mail. Scanners open it too: it lets in, and changes nothing. */
  async show(ctx: HttpContext) {
    return openLien(ctx, TREATING, pathOf)
  }

  /** A new link; the answer is the same whether one is sent or not. */
  async store({ request, view }: HttpContext) {
    const [invalid, input] = await renewalValidator.tryValidate(request.all())
    if (!invalid) await new RenewLien().handle({ lienId: input.lien, address: request.ip() })
    return view.render('pages/service/renewed')
  }
}
