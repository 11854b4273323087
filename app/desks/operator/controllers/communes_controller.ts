import type { HttpContext } from '@adonisjs/core/http'
import { communeOf } from '#desks/operator/commune_of'
import { communePage } from '#desks/operator/commune_page'
import { allCommunes } from '#desks/operator/queries/communes'
import { usageByCommune } from '#desks/operator/queries/usage'
import { draftsOf } from '#desks/operator/wizard/draft'

/** The communes of the platform, and one of them. */
export default class CommunesController {
  async index({ request, view, operator }: HttpContext) {
    const q = String(request.input('q', '')).trim().slice(0, 100)
    return view.render('pages/operator/communes/index', {
      q,
      communes: await allCommunes(q),
      usage: await usageByCommune(),
      drafts: await draftsOf(operator.id),
    })
  }

  async show(ctx: HttpContext) {
    return communePage(ctx, await communeOf(ctx))
  }
}
