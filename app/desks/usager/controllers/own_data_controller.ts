import type { HttpContext } from '@adonisjs/core/http'
import { rightsDemarche } from '#catalogue/rights'
import { heldAtAddress } from '#dossiers/queries/same_usager'
import { grants } from '#identity/grants'
import { mailDataLien } from '../liens.js'
import { count } from '../throttles.js'
import { emailValidator } from '../validators.js'

/** « Vos données »: all that the commune holds at an address, once its mailed link was opened. */
export default class OwnDataController {
  async show({ session, view }: HttpContext) {
    const email = grants(session).address()
    const demarche = await rightsDemarche()
    if (!email) return view.render('pages/usager/data', { demarche, typed: '', failed: false })
    const dossiers = await heldAtAddress(email)
    return view.render('pages/usager/own_data', { email, dossiers, demarche })
  }

  /** A link to an address, whether something is held there or not: the answer never tells. */
  async store(ctx: HttpContext) {
    const { request, response, view } = ctx
    const [invalid, input] = await emailValidator.tryValidate(request.all())
    if (invalid) {
      const typed = String(request.input('email') ?? '')
      const page = { demarche: await rightsDemarche(), typed, failed: true }
      return response.status(422).send(await view.render('pages/usager/data', page))
    }
    await count(ctx, 'request')
    await count(ctx, 'mailbox', input.email)
    const [last] = await heldAtAddress(input.email)
    if (last) await mailDataLien(last.id)
    return view.render('pages/usager/lien_sent')
  }
}
