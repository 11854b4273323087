import { v7 as uuidv7 } from 'uuid'
import encryption from '@adonisjs/core/services/encryption'
import { compose } from '@adonisjs/core/helpers'
import { MailSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { sql } from '#tenancy/scope'
import { newLien, type NewLien } from '#identity/liens'

/** A mail that was promised, and what became of it. */
export class Mail extends compose(MailSchema, CommuneModel) {
  static override table = 'mails'

  declare status: 'queued' | 'sent' | 'refused'
}

interface Promised {
  dossierId: string
  recipient: string
  recipientRole: 'usager' | 'service' | 'accueil' | 'superviseur'
  template: string
  data: Record<string, unknown>
  /** The link that the mail carries. */
  lien?: NewLien
}

/**
 * Promises a mail: its lien, its row and its job are part of the change under way, in one
 * statement. The lien's token is kept encrypted until the mail has left, so that every attempt
 * sends the same link.
 *
 * @returns the id of the mail
 */
export async function promiseMail(mail: Promised): Promise<string> {
  const lien = mail.lien && newLien(mail.lien)
  const id = uuidv7()
  await sql(
    `with lien as (
       insert into liens (commune_id, id, purpose, token_hash, dossier_id, service_id, made_for, expires_at)
       select current_setting('app.commune_id')::uuid, :lienId, :purpose, :hash, :dossierId, :serviceId,
         :recipient, :expiresAt where :lienId::uuid is not null
     ), mail as (
       insert into mails (commune_id, id, dossier_id, recipient, recipient_role, template, data, secret)
       values (current_setting('app.commune_id')::uuid, :id, :dossierId, :recipient, :role, :template,
         :data::jsonb, :secret)
     )
     select enqueue_job('send_mail', jsonb_build_object('mailId', :id::text), null, 'send_mail:' || :id::text)`,
    {
      id,
      dossierId: mail.dossierId,
      recipient: mail.recipient,
      role: mail.recipientRole,
      template: mail.template,
      data: JSON.stringify(mail.data),
      secret: lien ? encryption.encrypt(lien.token, undefined, 'mail') : null,
      lienId: lien?.id ?? null,
      purpose: lien?.purpose ?? null,
      hash: lien?.tokenHash ?? null,
      serviceId: lien?.serviceId ?? null,
      expiresAt: lien?.expiresAt ?? null,
    }
  )
  return id
}
