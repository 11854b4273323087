import { BATCH, DRAFT_DAYS, WARNING_DAYS } from '#archive/retention'
import { promiseMail } from '#dossiers/promised_mails'
import { sql } from '#tenancy/scope'

/** Tells usagers that a draft which they left will go in a week, with the link that leads back to it. */
export class WarnDrafts {
  /** @returns how many were told; call it until that is 0 */
  async handle(): Promise<number> {
    const drafts = await sql<{ id: string; email: string }>(
      `update dossiers set warned_at = now() where id in (
         select id from dossiers where tray = 'draft' and channel = 'online' and contact_email is not null
           and updated_at <= now() - make_interval(days => ?)
           and (warned_at is null or warned_at < updated_at)
         order by updated_at limit ? for update skip locked)
       returning id, contact_email as email`,
      [DRAFT_DAYS - WARNING_DAYS, BATCH]
    )
    for (const { id, email } of drafts) {
      await promiseMail({
        dossierId: id,
        recipient: email,
        recipientRole: 'usager',
        template: 'brouillon-fin',
        data: {},
        lien: { purpose: 'draft' },
      })
    }
    return drafts.length
  }
}
