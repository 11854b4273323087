import { Mail } from '#dossiers/promised_mails'
import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'

/** What became of an attempt. `code` is the mail server's own, where it answered. */
export type Outcome =
  | { type: 'sent' }
  | { type: 'refused'; reason: string; code?: number }
  | { type: 'postponed'; reason: string; code?: number }

/** The mail, unless it has left or was refused by now: a job may come twice. */
export function queuedMail(id: string): Promise<Mail | null> {
  return Mail.query().where({ id, status: 'queued' }).first()
}

/** Writes the outcome, and in the same transaction the job of the next attempt. */
export async function recordOutcome(id: string, subject: string | null, outcome: Outcome) {
  const done = outcome.type !== 'postponed'
  const [mail] = await sql<{ attempts: number; hours: number }>(
    `update mails set attempts = attempts + 1, subject = coalesce(?, subject), last_error = ?,
       status = ?, sent_at = case when ? then now() end, secret = case when ? then null else secret end
     where id = ? and status = 'queued'
     returning attempts, (extract(epoch from now() - queued_at) / 3600)::float as hours`,
    [
      subject,
      outcome.type === 'sent' ? null : outcome.reason.slice(0, 500),
      done ? outcome.type : 'queued',
      outcome.type === 'sent',
      done,
      id,
    ]
  )
  if (!mail || done) return

  const runAt = new Date(Date.now() + delayBefore(mail.attempts, mail.hours))
  await enqueue('send_mail', { mailId: id }, { runAt, key: `send_mail:${id}` })
}

/**
 * How long to wait after `attempts` failures: from 10 seconds to 10 minutes, so that mails leave
 * soon after a server returns, whatever it was away for; every hour after two days, for those that
 * only their own mailbox holds up. There is no last attempt: the queue's own back-off would end.
 */
export function delayBefore(attempts: number, hoursQueued: number): number {
  const longest = hoursQueued > 48 ? 3_600_000 : 600_000
  return Math.min(10_000 * 2 ** (attempts - 1), longest)
}
