import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import env from '#start/env'
import { currentCommuneId } from '#tenancy/scope'

const LASTS = 7 * 24 * 60 * 60 * 1000

let key: KeyObject | undefined

/**
 * A hidden field of every form of a dossier: whoever sends it back had that form from us. It gives
 * a page that outlived its session its draft back, and makes two clicks on a first page one draft.
 * Signed and not encrypted: the id stands beside it, and a signature costs no random bytes.
 *
 * @returns until when it opens, and HMAC-SHA256 of that, the commune and the dossier
 */
export function seal(dossierId: string, communeId = currentCommuneId()): string {
  const until = (Date.now() + LASTS).toString(36)
  return `${until}.${signature(until, dossierId, communeId)}`
}

export function opens(sealed: unknown, dossierId: string): boolean {
  if (typeof sealed !== 'string') return false
  const [until = '', given = ''] = sealed.split('.', 2)
  const expected = Buffer.from(signature(until, dossierId, currentCommuneId()))
  const signed = Buffer.from(given)
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return false
  return Date.now() < Number.parseInt(until, 36)
}

/** The framework's verifier prepares its key for each signature, which costs more than signing. */
function signature(until: string, dossierId: string, communeId: string): string {
  key ??= createSecretKey(derived(env.get('APP_KEY').release(), 'usager: seal'))
  const hmac = createHmac('sha256', key)
  return hmac.update(`${until}:${communeId}:${dossierId}`).digest('base64url')
}

const derived = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
