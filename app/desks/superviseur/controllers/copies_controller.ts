import type { HttpContext } from '@adonisjs/core/http'
import { sendPdf, sendZip } from '#archive/send_dossier'
import { sentFile } from '#desks/superviseur/dossier_page'

/** A dossier to take away: its PDF, or all of it. */
export default class CopiesController {
  async pdf(ctx: HttpContext) {
    return sendPdf(ctx, await sentFile(ctx))
  }

  async zip(ctx: HttpContext) {
    return sendZip(ctx, await sentFile(ctx))
  }
}
