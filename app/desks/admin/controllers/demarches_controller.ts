import type { HttpContext } from '@adonisjs/core/http'
import { allDemarches, demarcheSheet } from '#desks/admin/queries/demarches'
import { notFound } from '#shared/not_found'

export default class DemarchesController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/demarches/index', { demarches: await allDemarches() })
  }

  async show(ctx: HttpContext) {
    const demarche = await demarcheSheet(ctx.params.slug)
    if (!demarche) throw notFound(ctx)
    return ctx.view.render('pages/admin/demarches/show', { demarche })
  }
}
