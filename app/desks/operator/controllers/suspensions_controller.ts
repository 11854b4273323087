import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, communeOf } from '#desks/operator/commune_of'
import { communePage } from '#desks/operator/commune_page'
import { line } from '#desks/operator/wizard/step'
import { t } from '#shared/translate'
import { resumeCommune, suspendCommune } from '#tenancy/commune_life'

/** Closes the site of a commune, and opens it again. */
export default class SuspensionsController {
  async store(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    const reason = line(ctx.request.input('reason'), 300)
    if (!reason) return communePage(ctx, sheet, { reason: t('operator.suspension.reason_missing') })
    await suspendCommune(sheet.id, reason, actorOf(ctx))
    ctx.session.flash('success', t('operator.suspension.done', { name: sheet.name }))
    return ctx.response.redirect(`/communes/${sheet.id}`)
  }

  async destroy(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    await resumeCommune(sheet.id, actorOf(ctx))
    ctx.session.flash('success', t('operator.suspension.over', { name: sheet.name }))
    return ctx.response.redirect(`/communes/${sheet.id}`)
  }
}
