import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import { askForExport, exportKey, exportsHere } from '#archive/commune/exports'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** All that the commune has, to take with it: only its administrators can open it. */
export default class ExportsController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/exports', { exports: await exportsHere() })
  }

  async store({ account, session, response }: HttpContext) {
    await askForExport(account.name)
    session.flash('success', t('admin.exports.asked'))
    return response.redirect('/admin/donnees')
  }

  async show(ctx: HttpContext) {
    const { params, response, commune } = ctx
    const key = await exportKey(params.id)
    if (!key) throw notFound(ctx)
    response.header('Content-Type', 'application/zip')
    response.header('Content-Disposition', `attachment; filename="${commune.slug}.zip"`)
    return response.stream(await drive.use().getStream(key))
  }
}
