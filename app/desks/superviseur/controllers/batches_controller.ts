import type { HttpContext } from '@adonisjs/core/http'
import { Batch, countsOf, itemsOf } from '#dossiers/batch'
import { notFound } from '#shared/not_found'

/** How far what was given to a service is, then the report. */
export default class BatchesController {
  async show(ctx: HttpContext) {
    const { id } = ctx.params
    const batch = await Batch.query()
      .where({ id, accountId: ctx.account.id, authorRole: 'superviseur' })
      .first()
    if (!batch) throw notFound(ctx)
    return ctx.view.render('pages/superviseur/batch', {
      batch,
      counts: await countsOf(id),
      refused: await itemsOf(id, ['invalid', 'overtaken', 'not-possible']),
      done: await itemsOf(id, ['done']),
    })
  }
}
