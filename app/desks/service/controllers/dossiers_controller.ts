import type { HttpContext } from '@adonisjs/core/http'
import { admit } from '#desks/service/admission'
import { fileOf, showFile, showRefusal } from '#desks/service/dossier_page'

export default class DossiersController {
  async show(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    return showFile(ctx, admission, await fileOf(admission))
  }
}
