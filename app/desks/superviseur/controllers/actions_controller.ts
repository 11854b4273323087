import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openFile, pageOf, placeOf, showFile } from '#desks/superviseur/dossier_page'
import { type Typed, typedIn } from '#dossiers/action_input'
import { TakeAction } from '#dossiers/actions/take_action'
import { fieldsOf, givenBack, openAction } from '#dossiers/queries/action_choices'
import { doneMessage } from '#dossiers/queries/last_step'
import type { JournalEntry } from '#dossiers/journal'
import { uploads } from '#shared/uploads'

/** What a workflow lets a superviseur do; the ready ones let them read only. */
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
      case 'invalid':
      case 'files-refused': {
        const errors = outcome.type === 'invalid' ? outcome.errors : []
        const open = await openAction(file, params.action, typed, errors)
        return showFile(
          ctx,
          file,
          { open, files: outcome.type === 'invalid' ? null : outcome },
          422
        )
      }
      case 'overtaken':
        return late(ctx, typed, { reason: 'overtaken', by: outcome.by })
      case 'not-possible':
        return late(ctx, typed, { reason: 'not-possible' })
    }
  }
}

/** The dossier as it is now, and what was typed: in its form where that is still possible. */
async function late(
  ctx: HttpContext,
  typed: Typed,
  why: { reason: string; by?: JournalEntry | null }
) {
  const file = await openFile(ctx)
  const open = await openAction(file, ctx.params.action, typed)
  if (open) return showFile(ctx, file, { open, conflict: why }, 409)
  const back = await givenBack(file, ctx.params.action, typed)
  return showFile(ctx, file, { conflict: { ...why, typed: back } }, 409)
}
