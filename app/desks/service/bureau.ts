import { DateTime } from 'luxon'
import type { HttpContext } from '@adonisjs/core/http'
import { admissionOf } from '#desks/service/admission'
import { grants } from '#identity/grants'
import Lien from '#identity/lien'
import { newLien } from '#identity/liens'
import Service from '#identity/service'
import { notFound } from '#shared/not_found'

export const bureauPath = (serviceId: string) => `/service/bureau/${serviceId}`

/** @throws E_ROUTE_NOT_FOUND where the commune has no such service */
export async function serviceOf(ctx: HttpContext): Promise<Service> {
  const service = await Service.find(ctx.params.id)
  if (!service?.active) throw notFound(ctx)
  return service
}

/** Whether this browser has given the code of the service, sent to the address that it still has. */
export function isOpen({ session }: HttpContext, { id, email }: Service): boolean {
  return grants(session)
    .services()
    .some((one) => one.id === id && one.email === email)
}

/**
 * The lien by which a service whose list is open here reads one of its dossiers: one that it has,
 * or a new one. A list opens nothing that a lien would not.
 */
export async function lienFor(ctx: HttpContext): Promise<Lien | null> {
  for (const { id } of grants(ctx.session).services()) {
    const service = await Service.find(id)
    if (!service || !isOpen(ctx, service)) continue
    const liens = await Lien.query()
      .where({ dossierId: ctx.params.id, serviceId: id })
      .whereIn('purpose', ['service', 'opinion'])
      .whereNull('revokedAt')
      .orderBy('purpose', 'desc')
      .orderBy('id', 'desc')
    for (const former of liens) {
      const { type } = await admissionOf(former)
      if (type === 'admitted') return former
      if (type === 'expired') return renewed(former, service)
    }
  }
  return null
}

/** For the list alone: its token is nowhere, so that no mail and no address holds it. */
async function renewed({ dossierId, purpose }: Lien, { id, email }: Service): Promise<Lien> {
  const { token, ...made } = newLien({ purpose, serviceId: id })
  const expiresAt = DateTime.fromJSDate(made.expiresAt)
  return Lien.create({ ...made, dossierId, madeFor: email, expiresAt })
}
