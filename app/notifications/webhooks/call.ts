import logger from '@adonisjs/core/services/logger'
import Dossier from '#dossiers/dossier'
import { Webhook, WebhookCall } from '#dossiers/webhook'
import { delayBefore } from '#notifications/outcome'
import { post } from '#notifications/webhooks/post'
import { signed } from '#notifications/webhooks/signature'
import { t } from '#shared/translate'
import { type Commune, communeById } from '#tenancy/commune'
import { enqueue } from '#tenancy/jobs'
import { absoluteUrl } from '#tenancy/links'
import { sql, withCommune } from '#tenancy/scope'

/** After so long a time nobody is waiting for it any more: the history says that it was given up. */
const GIVE_UP_HOURS = 72

interface Ready {
  url: string
  secret: string
  body: string
}

type Outcome =
  { type: 'sent' } | { type: 'refused'; reason: string } | { type: 'postponed'; reason: string }

/**
 * Tells another program of a step. As for a mail, the program is spoken to between two transactions,
 * and a failure is an outcome: the next attempt is another job, under the same id.
 */
export async function callWebhook({ callId, communeId }: { callId: string; communeId: string }) {
  const commune = await communeById(communeId)
  const ready = await withCommune(communeId, () => prepare(callId, commune))
  if (!ready) return

  const outcome = 'type' in ready ? ready : await attempt(callId, ready)
  if (outcome.type !== 'sent') {
    logger.warn({ call: callId, reason: outcome.reason }, `webhook ${outcome.type}`)
  }
  await withCommune(communeId, () => record(callId, outcome))
}

/** Null where it has left, or was cancelled or given up by now: a job may come twice. */
async function prepare(callId: string, commune: Commune): Promise<Ready | Outcome | null> {
  const call = await WebhookCall.query().where({ id: callId, status: 'queued' }).first()
  if (!call) return null
  const webhook = await Webhook.findBy({ name: call.name })
  if (!webhook?.active) return { type: 'refused', reason: t('webhooks.reason.unknown') }

  const dossier = await Dossier.findOrFail(call.dossierId)
  const body = JSON.stringify(await payload(call, dossier, webhook, commune))
  return { url: webhook.url, secret: webhook.plainSecret, body }
}

/** What the other program reads. Answers only where the commune chose so, and nothing sensitive. */
async function payload(call: WebhookCall, dossier: Dossier, webhook: Webhook, commune: Commune) {
  const version = await dossier.version()
  return {
    type: 'dossier.step',
    timestamp: call.step.at,
    data: {
      commune: commune.slug,
      step: call.step,
      dossier: {
        id: dossier.id,
        reference: dossier.reference,
        demarche: dossier.demarcheTitle,
        state: dossier.state,
        stateLabel: dossier.stateLabel,
        final: dossier.final,
        submittedAt: dossier.submittedAt?.toUTC().toISO() ?? null,
        closedAt: dossier.closedAt?.toUTC().toISO() ?? null,
        url: absoluteUrl(commune, `/accueil/dossiers/${dossier.id}`),
        ...(webhook.withAnswers ? { answers: version.form.shareable(dossier.answers) } : {}),
      },
    },
  }
}

async function attempt(callId: string, { url, secret, body }: Ready): Promise<Outcome> {
  const seconds = Math.floor(Date.now() / 1000)
  const answer = await post(url, body, signed(callId, seconds, body, secret))
  if ('failure' in answer) {
    const known = ['address', 'https', 'password', 'inside', 'timeout'].includes(answer.failure)
    const reason = known
      ? t(`webhooks.reason.${answer.failure}`)
      : t('webhooks.reason.failed', { code: answer.failure })
    return { type: answer.failure === 'inside' ? 'refused' : 'postponed', reason }
  }
  const { status } = answer
  if (status >= 200 && status < 300) return { type: 'sent' }
  const reason = t('webhooks.reason.status', { status: String(status) })
  return { type: status === 410 ? 'refused' : 'postponed', reason }
}

/** Writes the outcome, and in the same transaction the job of the next attempt. */
async function record(id: string, outcome: Outcome) {
  const [call] = await sql<{ attempts: number; hours: number; status: string }>(
    `update webhook_calls set attempts = attempts + 1, last_error = ?,
       status = case when ? = 'postponed' and queued_at > now() - make_interval(hours => ?) then 'queued'
         when ? = 'postponed' then 'refused' else ? end,
       sent_at = case when ? = 'sent' then now() end
     where id = ? and status = 'queued'
     returning attempts, status, (extract(epoch from now() - queued_at) / 3600)::float as hours`,
    [
      outcome.type === 'sent' ? null : outcome.reason,
      outcome.type,
      GIVE_UP_HOURS,
      outcome.type,
      outcome.type,
      outcome.type,
      id,
    ]
  )
  if (call?.status !== 'queued') return
  const runAt = new Date(Date.now() + delayBefore(call.attempts, call.hours))
  await enqueue('call_webhook', { callId: id }, { runAt, key: `call_webhook:${id}` })
}
