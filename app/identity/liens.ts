import { v7 as uuidv7 } from 'uuid'
import { DateTime, type DurationLikeObject } from 'luxon'
import { hashOf, newToken } from '#identity/tokens'
import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'
import Lien, { type LienPurpose } from '#identity/lien'

const LIFETIMES: Record<LienPurpose, DurationLikeObject> = {
  draft: { days: 30 },
  follow: { years: 1 },
  data: { days: 2 },
  service: { days: 60 },
  opinion: { days: 60 },
  consult: { days: 30 },
}

export interface NewLien {
  purpose: LienPurpose
  serviceId?: string
}

/**
 * A lien to be: 256 random bits, of which the database keeps the SHA-256. Whoever promises the
 * mail writes it, with the mail.
 *
 * @returns with the token, which exists only here and in the mail
 */
export function newLien({ purpose, serviceId }: NewLien) {
  const token = newToken()
  return {
    id: uuidv7(),
    token,
    tokenHash: hashOf(token),
    purpose,
    serviceId: serviceId ?? null,
    expiresAt: DateTime.now().plus(LIFETIMES[purpose]).toJSDate(),
  }
}

/** The lien of this token, valid or not: why it is refused is told to whoever holds it. */
export async function findLien(
  purpose: LienPurpose | LienPurpose[],
  token: string
): Promise<Lien | null> {
  return Lien.query().whereIn('purpose', [purpose].flat()).where('tokenHash', hashOf(token)).first()
}

/** Notes that a lien is in use. @returns false when that was noted less than half an hour ago */
export async function noteUse(lien: Lien): Promise<boolean> {
  const rows = await sql(
    `update liens set last_used_at = now() where id = ?
       and (last_used_at is null or last_used_at < now() - interval '30 minutes') returning id`,
    [lien.id]
  )
  return rows.length === 1
}

/** Ends the liens of a service on a dossier that has left it, among the writes of that step. */
export function revokeServiceLiens(
  writes: Writes,
  dossierId: string,
  reason: string,
  serviceId: string
) {
  writes.add(
    `update liens set revoked_at = now(), revoked_reason = ?
     where dossier_id = ? and purpose in ('service', 'opinion') and revoked_at is null and service_id = ?`,
    [reason, dossierId, serviceId]
  )
}
