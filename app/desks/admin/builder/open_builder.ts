import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { type OpenDraft, openDraft } from '#catalogue/drafts'
import { notFound } from '#shared/not_found'

export interface Builder {
  demarche: Demarche
  draft: OpenDraft
}

/** @throws E_ROUTE_NOT_FOUND where the commune has no such démarche */
export async function demarcheOf(ctx: HttpContext): Promise<Demarche> {
  const demarche = await Demarche.query().where('slug', ctx.params.slug).first()
  if (!demarche) throw notFound(ctx)
  return demarche
}

export async function openBuilder(ctx: HttpContext): Promise<Builder> {
  const demarche = await demarcheOf(ctx)
  return { demarche, draft: await openDraft(demarche) }
}

/** The version of the draft that a form was shown with. */
export function seenVersion({ request }: HttpContext): number {
  return Number(request.input('version', -1))
}
