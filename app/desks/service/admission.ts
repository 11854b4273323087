import type { HttpContext } from '@adonisjs/core/http'
import { grants } from '#identity/grants'
import Lien, { type ServicePurpose } from '#identity/lien'
import { noteUse } from '#identity/liens'
import Service from '#identity/service'
import Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'

/** A lien that was found, and what it opens or opened. */
export interface Held {
  lien: Lien
  service: Service
  dossier: Dossier
}

export type Admission =
  | ({ type: 'admitted' } & Held)
  /** Its time is over; a new one can be asked for. */
  | ({ type: 'expired' } & Held)
  /** The dossier has left the service, or this lien was replaced by another. */
  | ({ type: 'left' } & Held)
  | { type: 'unknown' }

/** What a lien opens now. Asked again at each request: a session only says which lien is held. */
export async function admissionOf(lien: Lien | null): Promise<Admission> {
  if (!lien?.serviceId) return { type: 'unknown' }
  const service = await Service.findOrFail(lien.serviceId)
  const dossier = await Dossier.findOrFail(lien.dossierId)
  const held = { lien, service, dossier }
  const open = await dossier.isOpenTo(service.id, lien.purpose as ServicePurpose)
  if (lien.state === 'revoked' || !open) return { type: 'left', ...held }
  return { type: lien.state === 'expired' ? 'expired' : 'admitted', ...held }
}

/** The purposes of the liens that open the pages of a dossier, the widest first. */
export const TREATING = ['service', 'consult'] as const satisfies ServicePurpose[]

/** The best lien that this browser holds for the dossier of the address: a valid one, else the last. */
export async function admit(
  { session, params }: HttpContext,
  purposes: readonly ServicePurpose[] = TREATING
): Promise<Admission> {
  const ids = grants(session).liens()
  const liens = await Lien.query()
    .where('dossierId', params.id)
    .whereIn('purpose', [...purposes])
    .whereIn('id', ids)
  const held = liens.toSorted((a, b) => ids.indexOf(b.id) - ids.indexOf(a.id))
  const valid = held.filter(({ state }) => state === 'valid')
  const widest = valid.find(({ purpose }) => purpose === purposes[0])
  const admission = await admissionOf(widest ?? valid[0] ?? held[0] ?? null)
  if (admission.type === 'admitted') await recordUse(admission)
  return admission
}

/** Whether the lien by which somebody acted opens the dossier as it stands after that. */
export function isStillOpen({ lien, service }: Held, dossier: Dossier): Promise<boolean> {
  return dossier.isOpenTo(service.id, lien.purpose as ServicePurpose)
}

/** Each use is in the journal, once in half an hour: who forwards a link learns who it was made for. */
export async function recordUse({ lien, service, dossier }: Held) {
  if (!(await noteUse(lien))) return
  const data = { madeFor: lien.madeFor }
  await recordEvent(dossier.id, 'lien-used', 'Lien du service utilisé', actorOf(service), data)
}

export function actorOf(service: Service) {
  return {
    role: 'service' as const,
    id: service.id,
    serviceId: service.id,
    label: service.name,
  }
}
