import type { HttpContext } from '@adonisjs/core/http'
import { DESK } from '#desks/superviseur/desk'
import { actorOf, openFile, showDraft, showFile } from '#desks/superviseur/dossier_page'
import { recordOpening } from '#dossiers/journal'
import { addReading } from '#dossiers/readings'
import { listPage } from '#reporting/list_page'
import { writing } from '#tenancy/writes'

export default class DossiersController {
  async index({ request, view, account }: HttpContext) {
    const list = await listPage(DESK.name, request.qs(), account)
    return view.render('pages/superviseur/dossiers', { list })
  }

  async show(ctx: HttpContext) {
    const file = await openFile(ctx)
    const { dossier } = file
    const label = dossier.isDraft ? 'Brouillon consulté' : 'Dossier consulté'
    await recordOpening(dossier.id, actorOf(ctx.account), label)
    if (dossier.isDraft) return showDraft(ctx, file)
    await writing((writes) => addReading(writes, dossier, ctx.account.id))
    return showFile(ctx, file)
  }
}
