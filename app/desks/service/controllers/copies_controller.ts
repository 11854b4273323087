import type { HttpContext } from '@adonisjs/core/http'
import { sendPdf, sendZip } from '#archive/send_dossier'
import { admit } from '#desks/service/admission'
import { fileOf, showRefusal } from '#desks/service/dossier_page'

/** A dossier to take away: its PDF, or all of it. */
export default class CopiesController {
  async pdf(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    return sendPdf(ctx, await fileOf(admission))
  }

  async zip(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    return sendZip(ctx, await fileOf(admission))
  }
}
