import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { type Calendar, due, fire } from '#workflow/main'
import { communeCalendar, type Dates, nextDates } from '#dossiers/calendar'
import Dossier from '#dossiers/dossier'
import { takeStep } from '#dossiers/take_step'
import { sql } from '#tenancy/scope'

/** An agent who acts on one of them waits for the whole batch. */
const BATCH = 50

/**
 * Carries out the reminders, alerts and deadlines that have come in the commune in scope, one for
 * each dossier of a batch: call it, in a transaction each time, until it returns 0. A dossier that
 * another worker holds is left to it, and what has been done is committed with its date.
 */
export class RunDeadlines {
  /** @returns how many dossiers it has seen to */
  async handle(now: DateTime = DateTime.now()): Promise<number> {
    const dossiers = await Dossier.query()
      .where('dueAt', '<=', now.toJSDate())
      .orderBy('dueAt')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
    if (dossiers.length === 0) return 0

    const calendar = await communeCalendar()
    for (const dossier of dossiers) await attempt(dossier, calendar, now)
    return dossiers.length
  }
}

/** One dossier that cannot be moved must not hold up the others: it is tried again in an hour. */
async function attempt(dossier: Dossier, calendar: Calendar, now: DateTime) {
  await sql('savepoint deadline')
  try {
    await carryOut(dossier, calendar, now)
    await sql('release savepoint deadline')
  } catch (error) {
    await sql('rollback to savepoint deadline')
    logger.error({ err: error, dossier: dossier.id }, 'a deadline cannot be carried out')
    await putOff(dossier, now.plus({ hours: 1 }))
  }
}

/** What came first. The rest is for the next batch, unless it has become pointless. */
async function carryOut(dossier: Dossier, calendar: Calendar, now: DateTime) {
  const { standing } = dossier
  if (!standing) return putOff(dossier, null)

  const { workflow } = await dossier.version()
  const time = now.toJSDate()
  const [first] = due(workflow, standing, calendar, time).sort((a, b) => a.at.localeCompare(b.at))
  if (!first) return wait(dossier, await nextDates(workflow, standing))

  const result = fire(workflow, standing, first.key, calendar, time, standing.revision)
  if (!result.ok) throw new Error(`${first.key}: ${result.reason}`)
  await takeStep(dossier, workflow, result, now)
}

/** Nothing has come yet. Not a change that anybody made: `updated_at` stays. */
async function wait({ id }: Dossier, { dueAt, limitOn }: Dates) {
  await sql(`update dossiers set due_at = ?, limit_on = ? where id = ?`, [
    dueAt?.toJSDate() ?? null,
    limitOn?.toISODate() ?? null,
    id,
  ])
}

async function putOff({ id }: Dossier, until: DateTime | null) {
  await sql(`update dossiers set due_at = ? where id = ?`, [until?.toJSDate() ?? null, id])
}
