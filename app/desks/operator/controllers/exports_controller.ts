import type { HttpContext } from '@adonisjs/core/http'
import { askForExportOf } from '#archive/commune/exports'
import { actorOf, communeOf } from '#desks/operator/commune_of'
import { t } from '#shared/translate'

/** Has a commune packed. Its administrators open the package; the console does not. */
export default class ExportsController {
  async store(ctx: HttpContext) {
    const { id, name } = await communeOf(ctx)
    await askForExportOf({ id, name }, actorOf(ctx))
    ctx.session.flash('success', t('operator.exports.asked', { name }))
    return ctx.response.redirect(`/communes/${id}`)
  }
}
