import type { HttpContext } from '@adonisjs/core/http'
import { rightsDemarche } from '#catalogue/rights'
import { mailDataLien } from '../liens.js'
import { dossierPath } from '../paths.js'
import { seal } from '../seal.js'
import { count } from '../throttles.js'

/** « Vos données », from the follow-up of a dossier. */
export default class DossierDataController {
  async show({ view, held: { dossier } }: HttpContext) {
    return view.render('pages/usager/dossier_data', {
      dossier,
      demarche: await rightsDemarche(),
      path: dossierPath(dossier.id),
      seal: seal(dossier.id),
    })
  }

  /** The link goes to the address of the dossier and to no other. */
  async store(ctx: HttpContext) {
    const { dossier } = ctx.held
    if (!dossier.contactEmail) return ctx.response.redirect(dossierPath(dossier.id, 'donnees'))
    await count(ctx, 'mailbox', dossier.contactEmail.toLowerCase())
    await mailDataLien(dossier.id)
    return ctx.view.render('pages/usager/lien_sent')
  }
}
