import { type Branding, type Contact, forgetCommune } from '#tenancy/commune'
import { afterCommit, currentCommuneId, sql } from '#tenancy/scope'

/** What a commune says of itself from now on; other processes learn it within ten seconds. */
export async function changeCommune(wanted: {
  name: string
  branding: Branding
  contact: Contact
}): Promise<void> {
  const id = currentCommuneId()
  await sql(
    `update communes set name = ?, branding = ?::jsonb, contact = ?::jsonb, updated_at = now()
     where id = ?`,
    [wanted.name, JSON.stringify(wanted.branding), JSON.stringify(wanted.contact), id]
  )
  afterCommit(() => forgetCommune(id))
}
