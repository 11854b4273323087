import { renderSVG } from 'uqr'
import { newLien } from '#identity/liens'
import type Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'
import { type Commune } from '#tenancy/commune'
import { absoluteUrl } from '#tenancy/links'
import { writing } from '#tenancy/writes'
import type { Actor } from '#workflow/main'

/** For whom a lien is made that goes away on paper. */
const ON_PAPER = 'papier'

/** What leads from paper to the follow-up of a dossier. */
export interface Receipt {
  /** The whole address, as the QR code holds it. */
  link: string
  /** An SVG element. */
  qr: string
}

/**
 * A receipt to be printed for somebody at the counter: a lien of its own, of which only the hash is
 * kept. Printed again it is another one, and the journal tells of each.
 */
export class IssueReceipt {
  async handle(dossier: Dossier, commune: Commune, actor: Actor): Promise<Receipt> {
    const lien = newLien({ purpose: 'follow' })
    await writing((writes) =>
      writes.add(
        `insert into liens (commune_id, id, purpose, token_hash, dossier_id, made_for, expires_at)
         values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?)`,
        [
          lien.id,
          lien.purpose,
          lien.tokenHash,
          dossier.id,
          dossier.contactEmail ?? ON_PAPER,
          lien.expiresAt,
        ]
      )
    )
    await recordEvent(dossier.id, 'lien', 'Récépissé imprimé, avec un lien de suivi', actor)
    const link = absoluteUrl(commune, `/suivi/${lien.token}`)
    return { link, qr: drawn(link) }
  }
}

/** Whether a lien can be sent again to where it went: what was printed cannot. */
export const isMailed = (madeFor: string) => madeFor !== ON_PAPER

/** Level M: a folded paper is still read. */
const drawn = (link: string) =>
  renderSVG(link, { ecc: 'M', border: 2 }).replace(
    '<svg ',
    '<svg class="receipt__qr" aria-hidden="true" focusable="false" '
  )
