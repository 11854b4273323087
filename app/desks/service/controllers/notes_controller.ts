import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, admit } from '#desks/service/admission'
import { fileOf, pathOf, showFile, showRefusal } from '#desks/service/dossier_page'
import { AddNote } from '#dossiers/actions/add_note'
import { noteValidator } from '#dossiers/validators'
import { t } from '#shared/translate'

export default class NotesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const text = String(request.input('note') ?? '')
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') {
      return showRefusal(ctx, admission, { typed: [{ title: t('dossier.note'), text }] })
    }

    const [invalid, input] = await noteValidator.tryValidate(request.all())
    if (invalid) {
      const note = { typed: text, error: text.trim() ? ('long' as const) : ('empty' as const) }
      return showFile(ctx, admission, await fileOf(admission), { note }, 422)
    }

    const { dossier, service } = admission
    const told = await new AddNote().handle(dossier, input.note, actorOf(service))
    session.flash('success', t('dossier.note_added', { count: told.length, who: told.join(', ') }))
    return response.redirect(`${pathOf(dossier.id)}#notes`)
  }
}
