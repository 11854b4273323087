import type { HttpContext } from '@adonisjs/core/http'
import { allDemarches, demarcheSheet } from '#desks/admin/queries/demarches'
import { lastChanges } from '#tenancy/changes'

export default class DemarchesController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/demarches/index', { demarches: await allDemarches() })
  }

  async show({ demarche: { id }, view }: HttpContext) {
    const demarche = await demarcheSheet(id)
    const changes = await lastChanges({ subject: 'demarche', subjectId: id, limit: 10 })
    return view.render('pages/admin/demarches/show', { demarche, changes })
  }
}
