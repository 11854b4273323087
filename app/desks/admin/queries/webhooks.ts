import { Webhook, type WebhookCall } from '#dossiers/webhook'
import { sql } from '#tenancy/scope'

export interface WebhookRow {
  webhook: Webhook
  /** Calls that wait for an answer, and those that were given up in the last month. */
  waiting: number
  refused: number
}

export async function allWebhooks(): Promise<WebhookRow[]> {
  const webhooks = await Webhook.inOrder()
  const counts = await sql<{ name: string; waiting: number; refused: number }>(
    `select name, (count(*) filter (where status = 'queued'))::int as waiting,
       (count(*) filter (where status = 'refused'))::int as refused
     from webhook_calls where queued_at > now() - interval '30 days' group by name`
  )
  return webhooks.map((webhook) => {
    const { waiting = 0, refused = 0 } = counts.find(({ name }) => name === webhook.name) ?? {}
    return { webhook, waiting, refused }
  })
}

/** The last calls to a program, each with the dossier that it was about. */
export function lastCalls(name: string) {
  return sql<Pick<WebhookCall, 'id' | 'status' | 'attempts' | 'step'> & Shown>(
    `select c.id, c.status, c.attempts, c.step, c.last_error as "lastError", c.sent_at as "sentAt",
       c.queued_at as "queuedAt", d.reference, c.dossier_id as "dossierId"
     from webhook_calls c join dossiers d on d.commune_id = c.commune_id and d.id = c.dossier_id
     where c.name = ? order by c.id desc limit 20`,
    [name]
  )
}

interface Shown {
  lastError: string | null
  sentAt: Date | null
  queuedAt: Date
  reference: string | null
  dossierId: string
}
