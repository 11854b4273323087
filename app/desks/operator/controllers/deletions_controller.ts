import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, communeOf } from '#desks/operator/commune_of'
import { communePage } from '#desks/operator/commune_page'
import { line } from '#desks/operator/wizard/step'
import { t } from '#shared/translate'
import { cancelDeletion, scheduleDeletion } from '#tenancy/commune_life'

/** Asks for the end of a commune, which comes after a delay, and takes that back. */
export default class DeletionsController {
  async store(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    const typed = line(ctx.request.input('name'), 200)
    if (typed.normalize('NFC') !== sheet.name.normalize('NFC')) {
      return communePage(ctx, sheet, {
        name: t('operator.deletion.name_wrong', { name: sheet.name }),
      })
    }
    await scheduleDeletion(sheet.id, actorOf(ctx))
    ctx.session.flash('success', t('operator.deletion.done', { name: sheet.name }))
    return ctx.response.redirect(`/communes/${sheet.id}`)
  }

  async destroy(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    await cancelDeletion(sheet.id, actorOf(ctx))
    ctx.session.flash('success', t('operator.deletion.cancelled', { name: sheet.name }))
    return ctx.response.redirect(`/communes/${sheet.id}`)
  }
}
