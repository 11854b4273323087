import { runOnce } from 'graphile-worker'
import pg from 'pg'
import { openQueue } from '#notifications/queue'

/** Runs the jobs that are due, and those that they add for at once; outside of any commune. */
export async function runJobs() {
  const { options, lease } = openQueue()
  const { parsedCronItems, ...once } = options
  try {
    await runOnce({ ...once, concurrency: 1 })
  } finally {
    await lease.close()
  }
}

/** Leaves the jobs of earlier tests undone: the first to run any would run them all. */
export async function forgetJobs() {
  await asOwner('delete from graphile_worker._private_jobs where locked_at is null')
}

/** Lets the time pass until every waiting job is due. */
export async function makeJobsDue() {
  await asOwner('update graphile_worker._private_jobs set run_at = now() where locked_at is null')
}

/** SQL as the owner of the queue, without row-level security in the way of a test. */
export async function asOwner<Row = Record<string, any>>(query: string, values: unknown[] = []) {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try {
    return (await client.query(query, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** Several, in one transaction. @returns the first row of each */
export async function asOwnerEach(queries: string[]): Promise<(Record<string, any> | undefined)[]> {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try {
    await client.query('begin')
    const first = []
    for (const query of queries) first.push((await client.query(query)).rows[0])
    return first
  } finally {
    await client.end()
  }
}
