import type { HttpContext } from '@adonisjs/core/http'
import { type CommuneSheet, communeSheet } from '#desks/operator/queries/communes'
import { notFound } from '#shared/not_found'

/** The commune that an address of the console names. @throws a 404 where there is none */
export async function communeOf(ctx: HttpContext): Promise<CommuneSheet> {
  const commune = await communeSheet(ctx.params.id)
  if (!commune) throw notFound(ctx)
  return commune
}

/** Who acts, as the journal keeps it. */
export const actorOf = ({ operator }: HttpContext) => ({ id: operator.id, name: operator.name })
