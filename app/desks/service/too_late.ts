import type { HttpContext } from '@adonisjs/core/http'
import { admit } from '#desks/service/admission'
import { fileOf, showFile, showRefusal } from '#desks/service/dossier_page'
import { typedIn } from '#dossiers/action_input'
import { fieldsOf, givenBack, openAction } from '#dossiers/queries/action_choices'
import { lastStep } from '#dossiers/queries/last_step'

/**
 * Somebody acted first: who, and what was typed, in its form where the action is still possible.
 * Where the dossier has left the service it is not shown any more, but nothing typed is lost.
 */
export async function actedTooLate(ctx: HttpContext, reason: 'overtaken' | 'not-possible') {
  const { action } = ctx.params
  const raw = ctx.request.input('f')
  const admission = await admit(ctx)
  if (admission.type === 'unknown') {
    return showRefusal(ctx, admission, { typed: bareTexts(raw) })
  }

  const file = await fileOf(admission)
  const typed = typedIn(fieldsOf(file, action), raw)
  const { entry } = await lastStep(file.dossier.id)
  if (admission.type !== 'admitted') {
    const words = await givenBack(file, action, typed)
    const by = admission.type === 'left' ? entry : null
    return showRefusal(ctx, admission, { typed: words, by })
  }

  const by = reason === 'overtaken' ? entry : null
  const open = await openAction(file, action, typed)
  if (open) return showFile(ctx, admission, file, { open, conflict: { reason, by } }, 409)
  const words = await givenBack(file, action, typed)
  return showFile(ctx, admission, file, { conflict: { reason, by, typed: words } }, 409)
}

/** Without the dossier, nothing says what the fields were called. */
export function bareTexts(raw: unknown) {
  const values = typeof raw === 'object' && raw !== null ? Object.values(raw).flat() : []
  return values
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .map((text) => ({ title: '', text }))
}
