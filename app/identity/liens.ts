import { createHash, randomBytes } from 'node:crypto'
import { DateTime, type DurationLikeObject } from 'luxon'
import { sql } from '#tenancy/scope'
import Lien, { type LienPurpose } from '#identity/lien'

const LIFETIMES: Record<LienPurpose, DurationLikeObject> = {
  draft: { days: 30 },
  follow: { years: 1 },
  service: { days: 60 },
}

export interface NewLien {
  purpose: LienPurpose
  dossierId: string
  serviceId?: string
  /** Whom it is made for, as its page shows: a forwarded link names its first reader. */
  madeFor: string
}

/**
 * Makes a lien: 256 random bits, of which the database keeps the SHA-256.
 *
 * @returns the token, which exists only here and in the mail
 */
export async function issueLien(wanted: NewLien): Promise<{ lien: Lien; token: string }> {
  const token = randomBytes(32).toString('base64url')
  const lien = await Lien.create({
    purpose: wanted.purpose,
    dossierId: wanted.dossierId,
    serviceId: wanted.serviceId ?? null,
    madeFor: wanted.madeFor,
    tokenHash: hashOf(token),
    expiresAt: DateTime.now().plus(LIFETIMES[wanted.purpose]),
  })
  return { lien, token }
}

/** The lien of this token, valid or not: why it is refused is told to whoever holds it. */
export async function findLien(purpose: LienPurpose, token: string): Promise<Lien | null> {
  return Lien.query()
    .where({ purpose, tokenHash: hashOf(token) })
    .first()
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

/** Ends the liens of a service on a dossier that has left it. */
export async function revokeServiceLiens(dossierId: string, reason: string, serviceId?: string) {
  await sql(
    `update liens set revoked_at = now(), revoked_reason = ?
     where dossier_id = ? and purpose = 'service' and revoked_at is null
       and (?::uuid is null or service_id = ?::uuid)`,
    [reason, dossierId, serviceId ?? null, serviceId ?? null]
  )
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
