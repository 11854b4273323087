import type { HttpContext } from '@adonisjs/core/http'
import type { Held } from './held.js'
import { linksOf } from './live.js'
import { stampOfStep, type Kept } from './take_page.js'

/**
 * What a script is told of a save: where the next one goes, and the stamp of what is kept now; a 409
 * where it was not kept, `conflict` where that is because of another page.
 */
export function answerSave({ response }: HttpContext, held: Held, step: string, kept: Kept) {
  if (kept.type !== 'kept') {
    return response.status(409).json(kept.type === 'conflict' ? { conflict: true } : {})
  }
  const stamp = stampOfStep(held.version.form, step, kept.answers)
  return response.json({ ...linksOf(held.dossier.id, step), stamp })
}
