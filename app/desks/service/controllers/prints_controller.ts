import type { HttpContext } from '@adonisjs/core/http'
import { admit } from '#desks/service/admission'
import { fileOf, pathOf, showRefusal } from '#desks/service/dossier_page'
import { historyOf, internalNotes } from '#dossiers/queries/history'

export default class PrintsController {
  /** The dossier on paper. */
  async show(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)

    const file = await fileOf(admission)
    const history = historyOf(file)
    const page = { file, history, notes: internalNotes(history), path: pathOf(file.dossier.id) }
    return ctx.view.render('pages/service/print', { ...page, service: admission.service })
  }
}
