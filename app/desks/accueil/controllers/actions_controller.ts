import type { HttpContext } from '@adonisjs/core/http'
import {
  actorOf,
  openFile,
  pageOf,
  placeOf,
  type Shown,
  showFile,
} from '#desks/accueil/dossier_page'
import { TakeAction } from '#dossiers/actions/take_action'
import { type Typed, typedIn } from '#dossiers/action_input'
import { doneMessage } from '#dossiers/queries/last_step'
import { fieldsOf, givenBack, openAction } from '#dossiers/queries/action_choices'
import { uploads } from '#shared/uploads'

export default class ActionsController {
  async show(ctx: HttpContext) {
    const file = await openFile(ctx)
    const open = await openAction(file, ctx.params.action)
    if (!open) return showFile(ctx, file, { conflict: { reason: 'not-possible' } }, 409)
    return showFile(ctx, file, { open })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, params } = ctx
    const file = await openFile(ctx)
    const typed = typedIn(fieldsOf(file, params.action), request.input('f'))

    // Before it leaves its place in the list.
    const { next } = await placeOf(ctx)
    const outcome = await new TakeAction().handle({
      file,
      action: params.action,
      typed,
      uploads: ({ key }) => uploads(request, `files_${key}`),
      actor: actorOf(ctx.account),
      revision: Number(request.input('revision')),
    })
    switch (outcome.type) {
      case 'done':
        session.flash('success', await doneMessage(outcome.dossier))
        session.flash('onward', { next })
        return response.redirect(pageOf(ctx))
      case 'invalid': {
        const open = await openAction(file, params.action, typed, outcome.errors)
        return showFile(ctx, file, { open }, 422)
      }
      case 'files-refused': {
        const open = await openAction(file, params.action, typed)
        return showFile(ctx, file, { open, files: outcome }, 422)
      }
      case 'overtaken':
        return this.#late(ctx, typed, { reason: 'overtaken', by: outcome.by })
      case 'not-possible':
        return this.#late(ctx, typed, { reason: 'not-possible' })
    }
  }

  /** The dossier as it is now, and what was typed: in its form where that is still possible. */
  async #late(ctx: HttpContext, typed: Typed, conflict: NonNullable<Shown['conflict']>) {
    const { action } = ctx.params
    const file = await openFile(ctx)
    const open = await openAction(file, action, typed)
    if (open) return showFile(ctx, file, { open, conflict }, 409)
    const back = await givenBack(file, action, typed)
    return showFile(ctx, file, { conflict: { ...conflict, typed: back } }, 409)
  }
}
