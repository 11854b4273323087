import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier, openFile, pageOf, showFile } from '#desks/accueil/dossier_page'
import { AddNote } from '#dossiers/actions/add_note'
import { noteValidator } from '#dossiers/validators'
import { t } from '#shared/translate'

export default class NotesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const dossier = await openDossier(ctx)
    const [invalid, input] = await noteValidator.tryValidate(request.all())
    if (invalid) {
      const typed = String(request.input('note') ?? '')
      const note = { typed, error: typed.trim() ? ('long' as const) : ('empty' as const) }
      return showFile(ctx, await openFile(ctx), { note }, 422)
    }

    const told = await new AddNote().handle(dossier, input.note, actorOf(ctx.account))
    session.flash('success', t('dossier.note_added', { count: told.length, who: told.join(', ') }))
    return response.redirect(pageOf(ctx, '#notes'))
  }
}
