import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestCommune } from '#tests/support/world'

const WAITING = 'select count(distinct pid)::int as n from pg_locks where not granted'

/**
 * Makes requests meet: a dossier (or the whole table, when it is not made yet) is held until all
 * of them wait for it, so that their order is never that of a machine which happened to be quick.
 */
export async function meet<T>(
  commune: TestCommune,
  dossierId: string | null,
  requests: (() => Promise<T>)[]
): Promise<T[]> {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.commune_id', $1, true)`, [commune.id])
    if (dossierId) {
      const held = `select 1 from dossiers where id = $1 for update`
      if ((await client.query(held, [dossierId])).rowCount !== 1) throw new Error('no such dossier')
    } else await client.query('lock table dossiers in share row exclusive mode')

    const answers = requests.map((send) => send())
    const deadline = Date.now() + 15_000
    while ((await client.query(WAITING)).rows[0].n < requests.length) {
      if (Date.now() > deadline) throw new Error('the requests did not meet')
      await sleep(10)
    }
    await client.query('commit')
    return await Promise.all(answers)
  } finally {
    await client.end()
  }
}
