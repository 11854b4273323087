import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, admit, isStillOpen } from '#desks/service/admission'
import { fileOf, pathOf, showFile, showRefusal } from '#desks/service/dossier_page'
import { actedTooLate } from '#desks/service/too_late'
import { TakeAction } from '#dossiers/actions/take_action'
import { typedIn } from '#dossiers/action_input'
import { fieldsOf, openAction } from '#dossiers/queries/action_choices'
import { doneMessage } from '#dossiers/queries/last_step'
import { uploads } from '#shared/uploads'

export default class ActionsController {
  async show(ctx: HttpContext) {
    const admission = await admit(ctx)
    if (admission.type !== 'admitted') return showRefusal(ctx, admission)
    const file = await fileOf(admission)
    const open = await openAction(file, ctx.params.action)
    if (open) return showFile(ctx, admission, file, { open })
    return showFile(ctx, admission, file, { conflict: { reason: 'not-possible' } }, 409)
  }

  async store(ctx: HttpContext) {
    const { request, response, session, params, view } = ctx
    const held = await admit(ctx)
    if (held.type !== 'admitted') return actedTooLate(ctx, 'not-possible')
    const file = await fileOf(held)
    const typed = typedIn(fieldsOf(file, params.action), request.input('f'))

    const outcome = await new TakeAction().handle({
      file,
      action: params.action,
      typed,
      uploads: ({ key }) => uploads(request, `files_${key}`),
      actor: actorOf(held.service),
      revision: Number(request.input('revision')),
    })
    switch (outcome.type) {
      case 'done': {
        const message = await doneMessage(outcome.dossier)
        if (!(await isStillOpen(held, outcome.dossier))) {
          return view.render('pages/service/done', { ...held, dossier: outcome.dossier, message })
        }
        session.flash('success', message)
        return response.redirect(pathOf(params.id))
      }
      case 'invalid':
      case 'files-refused': {
        const errors = outcome.type === 'invalid' ? outcome.errors : []
        const files = outcome.type === 'invalid' ? undefined : { refused: outcome.refused }
        const open = await openAction(file, params.action, typed, errors)
        return showFile(ctx, held, file, { open, files }, 422)
      }
      case 'overtaken':
      case 'not-possible':
        return actedTooLate(ctx, outcome.type)
    }
  }
}
