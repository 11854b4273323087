import type { HttpContext } from '@adonisjs/core/http'
import Dossier from '#dossiers/dossier'
import { correctionAsked } from './history.js'

/**
 * Holds the dossier until the end of the request, and tells whether a correction is still asked. Of
 * two that are sent at once, the second finds here that nothing is asked any more: what it typed and
 * attached must not wait in the dossier for the next correction.
 */
export async function lockAsked(ctx: HttpContext): Promise<boolean> {
  const { version } = ctx.held
  const dossier = await Dossier.locked(ctx.held.dossier.id)
  ctx.held = { dossier, version }
  return correctionAsked(dossier, version.workflow)
}
