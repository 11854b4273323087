import type { HttpContext } from '@adonisjs/core/http'
import { mailLien } from '../liens.js'
import { standsAt } from '../stands_at.js'
import { seal } from '../seal.js'
import { count } from '../throttles.js'
import { emailValidator } from '../validators.js'

/** « Enregistrer et continuer plus tard »: the mail that leads back to a draft. */
export default class DraftLinksController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, { email: ctx.held.dossier.contactEmail ?? '' })
  }

  async store(ctx: HttpContext) {
    const { dossier } = ctx.held
    const [invalid, input] = await emailValidator.tryValidate(ctx.request.body())
    if (invalid) {
      ctx.response.status(422)
      return this.#page(ctx, { email: String(ctx.request.body().email ?? ''), failed: true })
    }

    await count(ctx, 'request')
    await count(ctx, 'mailbox', input.email)
    await mailLien('draft', dossier.id, input.email)
    return ctx.view.render('pages/usager/later_sent', {
      email: input.email,
      back: standsAt(ctx.held),
    })
  }

  #page({ view, held }: HttpContext, data: { email: string; failed?: boolean }) {
    const { dossier } = held
    return view.render('pages/usager/later', {
      ...data,
      dossier,
      back: standsAt(held),
      seal: seal(dossier.id),
    })
  }
}
