import { v7 as uuidv7 } from 'uuid'
import encryption from '@adonisjs/core/services/encryption'
import { compose } from '@adonisjs/core/helpers'
import { MailSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { MARGIN_SECONDS } from '#dossiers/undo'
import { type Writes, writing } from '#tenancy/writes'
import { newLien, type NewLien } from '#identity/liens'

/** A mail that was promised, and what became of it. */
export class Mail extends compose(MailSchema, CommuneModel) {
  static override table = 'mails'

  declare status: 'queued' | 'sent' | 'refused' | 'cancelled'
}

interface Promised {
  /** Null for what is about no dossier: an invitation. */
  dossierId: string | null
  recipient: string
  recipientRole: 'usager' | 'service' | 'accueil' | 'superviseur' | 'agent' | 'watcher'
  template: string
  data: Record<string, unknown>
  /** The link that the mail carries. */
  lien?: NewLien
  /** Or the token of a link of another kind, which its owner keeps the hash of. */
  token?: string
}

/**
 * Promises a mail: its lien, its row and its job are part of the change under way, in one
 * statement. The lien's token is kept encrypted until the mail has left, so that every attempt
 * sends the same link.
 *
 * @returns the id of the mail
 */
export async function promiseMail(mail: Promised): Promise<string> {
  return writing((writes) => addMail(writes, mail))
}

/** The same, among the writes of a change. */
export function addMail(writes: Writes, mail: Promised): string {
  const lien = mail.lien && newLien(mail.lien)
  const token = lien?.token ?? mail.token
  const id = uuidv7()
  if (lien) {
    writes.add(
      `insert into liens (commune_id, id, purpose, token_hash, dossier_id, service_id, made_for, expires_at)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?, ?)`,
      [
        lien.id,
        lien.purpose,
        lien.tokenHash,
        mail.dossierId,
        lien.serviceId,
        mail.recipient,
        lien.expiresAt,
      ]
    )
  }
  writes.add(
    `insert into mails (commune_id, id, dossier_id, recipient, recipient_role, template, data, secret,
       held_until)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)`,
    [
      id,
      mail.dossierId,
      mail.recipient,
      mail.recipientRole,
      mail.template,
      JSON.stringify(mail.data),
      token ? encryption.encrypt(token, undefined, 'mail') : null,
      writes.heldUntil?.toISO() ?? null,
    ]
  )
  writes.call(
    `enqueue_job('send_mail', jsonb_build_object('mailId', ?::text), ?::timestamptz, 'send_mail:' || ?::text)`,
    [id, runAfter(writes), id]
  )
  return id
}

/** When a job that a step promises may begin; null for at once. */
export function runAfter({ heldUntil }: Writes): string | null {
  return heldUntil?.plus({ seconds: MARGIN_SECONDS }).toISO() ?? null
}
