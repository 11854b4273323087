import type { Effect, Entry } from '#workflow/main'
import { sql } from '#tenancy/scope'
import { type Writes } from '#tenancy/writes'
import type { ServicePurpose } from '#identity/lien'
import { revokeServiceLiens } from '#identity/liens'
import Service from '#identity/service'
import type Dossier from '#dossiers/dossier'
import { addCertificate } from '#dossiers/certificate'
import { addMail } from '#dossiers/promised_mails'
import { addWebhookCall } from '#dossiers/webhook'

/** What a mail may say of the step that it tells about. */
export interface MailData extends Record<string, unknown> {
  service?: string
  message?: string
  note?: string
  /** Who called for the reader in a note. */
  author?: string
  questions?: string[]
  /** Answers that were mended; of a sensitive question, only which one. */
  changes?: { title: string; before?: string; after?: string }[]
  /** What may be told to those who follow a report that is not theirs. */
  report?: { kind: string; street: string; state: string }
  /** Of whom a mail about no dossier is for. */
  name?: string
  /** A paper that was made, and its file, which the mail carries. */
  document?: string
  pieceId?: string
}

/** What the links that the engine asks for open. */
const PURPOSES = { treat: 'service', opinion: 'opinion' } as const

/** Carries out what the engine decided, among the writes of the step. */
export async function carryOut(
  writes: Writes,
  dossier: Dossier,
  effects: Effect[],
  data: MailData,
  entry: Entry
) {
  for (const effect of effects) {
    switch (effect.type) {
      case 'notify':
        await notify(writes, dossier, effect.to, effect.template, data)
        break
      case 'lien':
        await mailService(
          writes,
          dossier,
          effect.serviceId,
          PURPOSES[effect.purpose],
          effect.template,
          data
        )
        break
      case 'revoke-liens':
        revokeServiceLiens(writes, dossier.id, 'left', effect.serviceId)
        break
      case 'certificate':
        addCertificate(writes, dossier, effect.template, entry)
        break
      case 'webhook':
        addWebhookCall(writes, dossier, effect.name, entry)
        break
      case 'close':
      case 'reopen':
        break
    }
  }
}

async function notify(
  writes: Writes,
  dossier: Dossier,
  to: 'usager' | 'accueil' | 'superviseur',
  template: string,
  data: MailData
) {
  if (to === 'usager') mailUsager(writes, dossier, template, data)
  else await mailAgents(writes, dossier, to, template, data)
}

/** @returns false where the usager has no address */
export function mailUsager(writes: Writes, dossier: Dossier, template: string, data: MailData) {
  if (!dossier.contactEmail) return false
  // An internal note must not even be stored with a mail to the usager.
  const { note, ...shown } = data
  addMail(writes, {
    dossierId: dossier.id,
    recipient: dossier.contactEmail,
    recipientRole: 'usager',
    template,
    data: shown,
    lien: { purpose: 'follow' },
  })
  return true
}

export async function mailAgents(
  writes: Writes,
  dossier: Dossier,
  to: 'accueil' | 'superviseur',
  template: string,
  data: MailData
) {
  const common = { dossierId: dossier.id, recipientRole: to, template, data }
  const recipients = await addressesOf(to, dossier.demarcheId)
  for (const recipient of recipients) addMail(writes, { ...common, recipient })
}

/**
 * Mails a service a lien of its own, one for each of its addresses; while it is away, to whoever
 * replaces it: the lien opens what is the service's, and says for whom it was made.
 */
export async function mailService(
  writes: Writes,
  dossier: Dossier,
  serviceId: string,
  purpose: ServicePurpose,
  template: string,
  data: MailData
) {
  const service = await Service.findOrFail(serviceId)
  const { emails } = await service.reader()
  for (const recipient of emails) {
    addMail(writes, {
      dossierId: dossier.id,
      recipient,
      recipientRole: 'service',
      template,
      data: { ...data, service: service.name },
      lien: { purpose, serviceId },
    })
  }
}

/** Of those who have the role, and this démarche among theirs. */
async function addressesOf(role: 'accueil' | 'superviseur', demarcheId: string): Promise<string[]> {
  const rows = await sql<{ email: string }>(
    `select distinct a.email from accounts a
     join memberships m on m.commune_id = a.commune_id and m.account_id = a.id
     where m.role = ? and a.suspended_at is null and a.joined_at is not null
       and (not a.limited or exists (select from account_demarches l
         where l.account_id = a.id and l.demarche_id = ?))
     order by a.email`,
    [role, demarcheId]
  )
  return rows.map((row) => row.email)
}
