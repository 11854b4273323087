import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import limiter from '@adonisjs/limiter/services/main'
import { promiseMail } from '#dossiers/promised_mails'
import type Service from '#identity/service'
import { hashOf } from '#identity/tokens'
import { currentCommuneId, sql } from '#tenancy/scope'

const TRIES = 5

/**
 * Mails a code to the registered address of a service and to no other. A code that was sent before
 * is of no use any more. Nothing tells whether one was sent: too many are not.
 */
export class SendCode {
  async handle(service: Service, address: string) {
    const perAddress = limiter.use({ requests: 20, duration: '1 hour' })
    const from = `code:${currentCommuneId()}:${address}`
    if (!(await perAddress.attempt(from, () => true))) return
    const perService = limiter.use({ requests: 6, duration: '1 hour' })
    if (!(await perService.attempt(`code:${service.id}`, () => true))) return

    const id = uuidv7()
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await sql(`delete from service_codes where service_id = ?`, [service.id])
    await sql(
      `insert into service_codes (commune_id, id, service_id, code_hash, email, expires_at)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, now() + interval '15 minutes')`,
      [id, service.id, hashOf(`${id}:${code}`), service.email]
    )
    await promiseMail({
      dossierId: null,
      recipient: service.email,
      recipientRole: 'service',
      template: 'service-code',
      data: { service: service.name },
      token: code,
    })
  }
}

export type CodeOutcome = 'right' | 'wrong' | 'over'

/** Tries a code: five times at most, and once where it is right. */
export class CheckCode {
  async handle(service: Service, typed: string): Promise<CodeOutcome> {
    const [row] = await sql<{ id: string; code_hash: Buffer }>(
      `update service_codes set attempts = attempts + 1
       where service_id = ? and used_at is null and expires_at > now() and attempts < ? and email = ?
       returning id, code_hash`,
      [service.id, TRIES, service.email]
    )
    if (!row) return 'over'
    const code = typed.replace(/\D/g, '')
    if (!row.code_hash.equals(hashOf(`${row.id}:${code}`))) return 'wrong'
    await sql(`update service_codes set used_at = now() where id = ?`, [row.id])
    return 'right'
  }
}
