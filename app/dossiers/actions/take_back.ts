import { DateTime } from 'luxon'
import { type Actor, replay, takeBack } from '#workflow/main'
import Dossier from '#dossiers/dossier'
import { journalOf, stepOf } from '#dossiers/journal'
import { takeStep } from '#dossiers/take_step'
import { sql } from '#tenancy/scope'

type Outcome = { type: 'taken-back'; dossier: Dossier } | { type: 'too-late'; dossier: Dossier }

/**
 * Takes a decision back that its author has just taken, where nothing of it has left: its mails,
 * calls and certificates were waiting, and are cancelled. The worker reads a mail only once the time to
 * take it back is over, so that none is on its way meanwhile.
 */
export class TakeBack {
  async handle(dossierId: string, actor: Actor, now: DateTime = DateTime.now()): Promise<Outcome> {
    const dossier = await Dossier.locked(dossierId)
    const lines = (await journalOf(dossierId)).filter(({ toState }) => toState !== null)
    const last = lines.at(-1)
    const heldUntil = dossier.heldUntil
    const own = last?.type === 'action' && last.actorId === actor.id && dossier.isClosed
    if (!own || !heldUntil || heldUntil <= now) return { type: 'too-late', dossier }

    const promised = await sql<{ waits: boolean }>(
      `select status = 'queued' and held_until > clock_timestamp() as waits from mails
       where dossier_id = ? and id > ? for update`,
      [dossierId, last.id]
    )
    const calls = await sql<{ waits: boolean }>(
      `select status = 'queued' and held_until > clock_timestamp() as waits from webhook_calls
       where dossier_id = ? and id > ? for update`,
      [dossierId, last.id]
    )
    if ([...promised, ...calls].some(({ waits }) => !waits)) return { type: 'too-late', dossier }

    await sql(
      `update mails set status = 'cancelled', secret = null where dossier_id = ? and id > ?`,
      [dossierId, last.id]
    )
    await sql(`update webhook_calls set status = 'cancelled' where dossier_id = ? and id > ?`, [
      dossierId,
      last.id,
    ])
    await sql(
      `update certificates set cancelled_at = now()
       where dossier_id = ? and revision = ? and issued_at is null`,
      [dossierId, dossier.revision]
    )
    const { workflow } = await dossier.version()
    const before = replay(workflow, lines.slice(0, -1).map(stepOf))!
    const step = takeBack(workflow, before, dossier.standing!, actor, now.toJSDate())
    await takeStep(dossier, workflow, step, now)
    await revive(dossier, last.at)
    return { type: 'taken-back', dossier }
  }
}

/** The liens that the decision ended, of the services that have the dossier again. */
async function revive({ id, standing }: Dossier, decidedAt: DateTime) {
  const { serviceId, opinions } = standing!
  const awaited = opinions.filter(({ answeredAt }) => answeredAt === null)
  const services = [serviceId, ...awaited.map((one) => one.serviceId)].filter(Boolean)
  await sql(
    `update liens set revoked_at = null, revoked_reason = null
     where dossier_id = ? and revoked_reason = 'left' and service_id = any(?)
       and revoked_at >= ?::timestamptz - interval '1 second'`,
    [id, services, decidedAt.toISO()]
  )
}
