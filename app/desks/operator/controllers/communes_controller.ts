import type { HttpContext } from '@adonisjs/core/http'
import { communeOf } from '#desks/operator/commune_of'
import { allCommunes } from '#desks/operator/queries/communes'
import { draftsOf } from '#desks/operator/wizard/draft'
import { lastEntries } from '#tenancy/operator_entries'

/** The communes of the platform, and one of them. */
export default class CommunesController {
  async index({ request, view, operator }: HttpContext) {
    const q = String(request.input('q', '')).trim().slice(0, 100)
    return view.render('pages/operator/communes/index', {
      q,
      communes: await allCommunes(q),
      drafts: await draftsOf(operator.id),
    })
  }

  async show(ctx: HttpContext) {
    const commune = await communeOf(ctx)
    return ctx.view.render('pages/operator/communes/show', {
      sheet: commune,
      entries: await lastEntries({ aboutId: commune.id, limit: 20 }),
    })
  }
}
