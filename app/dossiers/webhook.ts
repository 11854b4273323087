import { v7 as uuidv7 } from 'uuid'
import { randomBytes } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { compose } from '@adonisjs/core/helpers'
import { WebhookCallSchema, WebhookSchema } from '#database/schema'
import type Dossier from '#dossiers/dossier'
import { runAfter } from '#dossiers/promised_mails'
import { CommuneModel } from '#tenancy/commune_model'
import type { Writes } from '#tenancy/writes'
import type { Entry } from '#workflow/main'

/** Another program, which is told of some steps: those whose workflow names it. */
export class Webhook extends compose(WebhookSchema, CommuneModel) {
  static override table = 'webhooks'

  static inOrder() {
    return this.query().orderBy('name')
  }

  /** As its owner copies it: `whsec_` and base64, in the manner of Standard Webhooks. */
  get plainSecret(): string {
    return encryption.decrypt<string>(this.secret, 'webhook')!
  }

  renewSecret() {
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    this.secret = encryption.encrypt(secret, undefined, 'webhook')
  }
}

/** What is told of a step: never what was typed in it. */
export interface ToldStep {
  action: string | null
  label: string
  from: string | null
  to: string
  at: string
}

/** A call that was promised, and what became of it. */
export class WebhookCall extends compose(WebhookCallSchema, CommuneModel) {
  static override table = 'webhook_calls'

  declare status: 'queued' | 'sent' | 'refused' | 'cancelled'
  declare step: ToldStep
}

/** Promises a call, among the writes of its step: its row and its job are part of the change. */
export function addWebhookCall(writes: Writes, dossier: Dossier, name: string, entry: Entry) {
  const id = uuidv7()
  const { action = null, label, from, to, at } = entry
  const step: ToldStep = { action, label, from, to, at }
  writes.add(
    `insert into webhook_calls (commune_id, id, dossier_id, name, step, held_until)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?::jsonb, ?)`,
    [id, dossier.id, name, JSON.stringify(step), writes.heldUntil?.toISO() ?? null]
  )
  writes.call(
    `enqueue_job('call_webhook', jsonb_build_object('callId', ?::text), ?::timestamptz, 'call_webhook:' || ?::text)`,
    [id, runAfter(writes), id]
  )
}
