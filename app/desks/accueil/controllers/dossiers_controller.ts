import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openFile, showFile } from '#desks/accueil/dossier_page'
import { recordOpening } from '#dossiers/journal'

export default class DossiersController {
  async show(ctx: HttpContext) {
    const file = await openFile(ctx)
    await recordOpening(file.dossier.id, actorOf(ctx.account), 'Dossier consulté')
    return showFile(ctx, file)
  }
}
