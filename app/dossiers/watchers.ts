import { hashOf, newToken } from '#identity/tokens'
import { v7 as uuidv7 } from 'uuid'
import type Dossier from '#dossiers/dossier'
import { addMail } from '#dossiers/promised_mails'
import { type PublicReport, publicReport } from '#dossiers/report'
import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'
import { writing } from '#tenancy/writes'

/** Who wants to be told of somebody else's report. */
export interface Watcher {
  id: string
  email: string
  isConfirmed: boolean
  report: PublicReport
}

/** A link that nobody has confirmed is forgotten after a while. */
const UNCONFIRMED = '7 days'

/**
 * Asks an address to confirm that it wants to be told. The same for one that does already: it gets
 * a mail, and whoever asked learns nothing.
 */
export async function askToWatch(reportId: string, email: string) {
  const { token, hash } = newLink()
  const report = await publicReport(reportId)
  if (!report?.open) return
  await sql(
    `insert into watchers (commune_id, id, report_id, email, token_hash)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?)
     on conflict (commune_id, report_id, email)
       do update set token_hash = excluded.token_hash, created_at = now()`,
    [uuidv7(), reportId, email, hash]
  )
  await writing((writes) => {
    addMail(writes, mailOf(reportId, email, 'suivi-a-confirmer', token, report))
  })
}

/** Tells everyone who confirmed of a step that the usager may see. Each mail has a link of its own. */
export async function tellWatchers(writes: Writes, dossier: Dossier, state: string) {
  const watchers = await sql<{ id: string; email: string; kind: string; street: string }>(
    `select w.id, w.email, r.kind, r.street from watchers w join reports r on r.id = w.report_id
     where w.report_id = ? and w.confirmed_at is not null`,
    [dossier.id]
  )
  for (const { id, email, kind, street } of watchers) {
    const { token, hash } = newLink()
    writes.add(`update watchers set token_hash = ? where id = ?`, [hash, id])
    addMail(writes, mailOf(dossier.id, email, 'suivi-etape', token, { kind, street, state }))
  }
}

/** Who the link of a mail belongs to; null where it was replaced by that of a later one. */
export async function findWatcher(token: string): Promise<Watcher | null> {
  const [row] = await sql<{ id: string; email: string; confirmed: boolean; report_id: string }>(
    `select id, email, report_id, confirmed_at is not null as confirmed from watchers
     where token_hash = ? and (confirmed_at is not null or created_at > now() - ?::interval)`,
    [hashOf(token), UNCONFIRMED]
  )
  const report = row && (await publicReport(row.report_id))
  return row && report ? { id: row.id, email: row.email, isConfirmed: row.confirmed, report } : null
}

export async function confirmWatcher({ id }: Watcher) {
  await sql(`update watchers set confirmed_at = coalesce(confirmed_at, now()) where id = ?`, [id])
}

export async function removeWatcher({ id }: Watcher) {
  await sql(`delete from watchers where id = ?`, [id])
}

function mailOf(
  dossierId: string,
  recipient: string,
  template: string,
  token: string,
  { kind, street, state }: Pick<PublicReport, 'kind' | 'street' | 'state'>
) {
  const data = { report: { kind, street, state } }
  return { dossierId, recipient, recipientRole: 'watcher' as const, template, data, token }
}

function newLink() {
  const token = newToken()
  return { token, hash: hashOf(token) }
}
