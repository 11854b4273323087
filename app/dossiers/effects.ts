import type { Effect } from '#workflow/main'
import { sql } from '#tenancy/scope'
import type { ServicePurpose } from '#identity/lien'
import { revokeServiceLiens } from '#identity/liens'
import Service from '#identity/service'
import type Dossier from '#dossiers/dossier'
import { promiseMail } from '#dossiers/promised_mails'

/** What a mail may say of the step that it tells about. */
export interface MailData extends Record<string, unknown> {
  service?: string
  message?: string
  note?: string
  /** Who called for the reader in a note. */
  author?: string
  questions?: string[]
}

/** What the links that the engine asks for open. */
const PURPOSES = { treat: 'service', opinion: 'opinion' } as const

/** Carries out what the engine decided, in the transaction of the step. */
export async function carryOut(dossier: Dossier, effects: Effect[], data: MailData) {
  for (const effect of effects) {
    switch (effect.type) {
      case 'notify':
        await notify(dossier, effect.to, effect.template, data)
        break
      case 'lien':
        await mailService(
          dossier,
          effect.serviceId,
          PURPOSES[effect.purpose],
          effect.template,
          data
        )
        break
      case 'revoke-liens':
        await revokeServiceLiens(dossier.id, 'left', effect.serviceId)
        break
      case 'close':
      case 'reopen':
      case 'certificate':
      case 'webhook':
        break
    }
  }
}

async function notify(
  dossier: Dossier,
  to: 'usager' | 'accueil' | 'superviseur',
  template: string,
  data: MailData
) {
  if (to === 'usager') await mailUsager(dossier, template, data)
  else await mailAgents(dossier, to, template, data)
}

/** @returns false where the usager has no address */
export async function mailUsager(dossier: Dossier, template: string, data: MailData) {
  if (!dossier.contactEmail) return false
  // An internal note must not even be stored with a mail to the usager.
  const { note, ...shown } = data
  await promiseMail({
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
  dossier: Dossier,
  to: 'accueil' | 'superviseur',
  template: string,
  data: MailData
) {
  const common = { dossierId: dossier.id, recipientRole: to, template, data }
  for (const recipient of await addressesOf(to)) await promiseMail({ ...common, recipient })
}

export async function mailService(
  dossier: Dossier,
  serviceId: string,
  purpose: ServicePurpose,
  template: string,
  data: MailData
) {
  const service = await Service.findOrFail(serviceId)
  await promiseMail({
    dossierId: dossier.id,
    recipient: service.email,
    recipientRole: 'service',
    template,
    data: { ...data, service: service.name },
    lien: { purpose, serviceId },
  })
}

async function addressesOf(role: 'accueil' | 'superviseur'): Promise<string[]> {
  const rows = await sql<{ email: string }>(
    `select distinct a.email from accounts a
     join memberships m on m.commune_id = a.commune_id and m.account_id = a.id
     where m.role = ? and a.suspended_at is null order by a.email`,
    [role]
  )
  return rows.map((row) => row.email)
}
