import type { HttpContext } from '@adonisjs/core/http'
import { RemoveDemarche } from '#catalogue/actions/remove_demarche'
import { pathOf } from '#desks/admin/administered'
import { allDemarches, demarcheSheet } from '#desks/admin/queries/demarches'
import { t } from '#shared/translate'
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
  async destroy({ demarche, account, response, session }: HttpContext) {
    const outcome = await new RemoveDemarche().handle(demarche, account)
    switch (outcome.type) {
      case 'published':
        session.flash('error', t('admin.demarche.not_removed'))
        return response.redirect(pathOf(demarche))
      case 'removed':
        session.flash('success', t('admin.demarche.removed', { title: demarche.title }))
        return response.redirect('/admin/demarches')
    }
  }
}
