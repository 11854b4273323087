import { createHmac } from 'node:crypto'

/**
 * The headers of Standard Webhooks (standardwebhooks.com), which libraries verify in many languages:
 * an HMAC-SHA256 of the id, the time and the body. The id is the same at each attempt.
 *
 * @param secret `whsec_` and base64
 * @param seconds of the epoch
 */
export function signed(id: string, seconds: number, body: string, secret: string) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const digest = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${digest}`,
  }
}
