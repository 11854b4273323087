import encryption from '@adonisjs/core/services/encryption'
import { compose } from '@adonisjs/core/helpers'
import { MailSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { enqueue } from '#tenancy/jobs'
import { issueLien, type NewLien } from '#identity/liens'

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
  lien?: Omit<NewLien, 'dossierId' | 'madeFor'>
}

/**
 * Promises a mail: its row and its job are part of the change under way. The lien's token is kept
 * encrypted until the mail has left, so that every attempt sends the same link.
 */
export async function promiseMail(mail: Promised): Promise<Mail> {
  const issued = mail.lien
    ? await issueLien({ ...mail.lien, dossierId: mail.dossierId, madeFor: mail.recipient })
    : null
  const row = await Mail.create({
    dossierId: mail.dossierId,
    recipient: mail.recipient,
    recipientRole: mail.recipientRole,
    template: mail.template,
    data: JSON.stringify(mail.data),
    secret: issued ? encryption.encrypt(issued.token, undefined, 'mail') : null,
  })
  // One job for one mail at a time: the next attempt replaces what is left of the last.
  await enqueue('send_mail', { mailId: row.id }, { key: `send_mail:${row.id}` })
  return row
}
