import type { HttpContext } from '@adonisjs/core/http'
import Dossier from '#dossiers/dossier'
import { mailLien } from '../liens.js'
import { count } from '../throttles.js'
import { lookupValidator } from '../validators.js'

/** « Retrouver mon dossier »: the answer never tells whether there is one. */
export default class LookupsController {
  async create({ view }: HttpContext) {
    return view.render('pages/usager/lookup', { typed: {}, errors: [] })
  }

  async store(ctx: HttpContext) {
    const body = ctx.request.body()
    const [invalid, input] = await lookupValidator.tryValidate(body)
    if (invalid) {
      const errors = (invalid.messages as { field: string }[]).map(({ field }) => field)
      const typed = { reference: text(body.reference), email: text(body.email) }
      ctx.response.status(422)
      return ctx.view.render('pages/usager/lookup', { typed, errors })
    }

    await count(ctx, 'request')
    await count(ctx, 'mailbox', input.email)
    const dossier = await Dossier.query()
      .where('reference', input.reference)
      .whereRaw('contact_key = lower(?)', [input.email])
      .first()
    if (dossier) await mailLien('follow', dossier.id, dossier.contactEmail!)
    return ctx.view.render('pages/usager/lien_sent')
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
