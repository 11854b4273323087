import encryption from '@adonisjs/core/services/encryption'
import { currentCommuneId } from '#tenancy/scope'

const purpose = (communeId: string) => `usager:${communeId}`

/**
 * A hidden field of every form of a dossier: whoever sends it back had that form from us. It gives
 * a page that outlived its session its draft back, and makes two clicks on a first page one draft.
 * Signed and not encrypted: the id stands beside it, and a signature costs no random bytes.
 */
export function seal(dossierId: string, communeId = currentCommuneId()): string {
  return encryption.getMessageVerifier().sign(dossierId, '7 days', purpose(communeId))
}

export function opens(sealed: unknown, dossierId: string): boolean {
  if (typeof sealed !== 'string' || sealed.length > 1000) return false
  const signed = encryption.getMessageVerifier().unsign<string>(sealed, purpose(currentCommuneId()))
  return signed === dossierId
}
