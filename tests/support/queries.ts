import pg from 'pg'
import { withCommune } from '#tenancy/scope'
import { nodesOf, type PlanNode } from '#tests/support/plans'

/** What was sent to the database. */
export interface Sent {
  text: string
  values: unknown[]
}

let recording: Sent[] | null = null
const query = pg.Client.prototype.query as (...args: any[]) => unknown

pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
  const [first, second] = args
  const text = typeof first === 'string' ? first : first?.text
  const values = Array.isArray(second) ? second : (first?.values ?? [])
  if (recording && typeof text === 'string') recording.push({ text, values })
  return query.apply(this, args)
} as never

/** All the SQL that is sent while `fn` runs, by whatever code, in its order. */
export async function sentDuring(fn: () => Promise<unknown>): Promise<Sent[]> {
  const all = (recording = [] as Sent[])
  try {
    await fn()
  } finally {
    recording = null
  }
  return all
}

/** How a query is carried out, and how it would be where no table is small. */
export interface Explained extends Sent {
  nodes: PlanNode[]
  /** Without sequential scans wherever there is another way. */
  unaided: PlanNode[]
}

/**
 * Does the reads and writes again in one transaction of the commune, which is undone, and tells how
 * each went. What is inside of a function is not seen.
 */
export function explained(communeId: string, all: Sent[]): Promise<Explained[]> {
  return withCommune(communeId, async (scope) => {
    scope.failed = true
    const { knexClient } = scope.trx as any
    const client: pg.Client = await knexClient.client.acquireConnection()
    const found: Explained[] = []
    for (const { text, values } of all.map(plain)) {
      if (/^\s*(set\b|select set_config)/i.test(text)) await attempt(client, text, values)
      if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) continue
      const nodes =
        (await plan(client, 'analyze, ', text, values)) ?? (await plan(client, '', text, values))
      await client.query('set local enable_seqscan = off')
      const unaided = await plan(client, '', text, values)
      await client.query('set local enable_seqscan = on')
      if (nodes && unaided) found.push({ text, values, nodes, unaided })
    }
    return found
  })
}

/** A cursor costs what its query does. */
const plain = ({ text, values }: Sent): Sent => ({
  text: text.replace(/^\s*declare \w+ (no scroll )?cursor for/i, ''),
  values,
})

/** Null where it cannot be: what was written is there already. */
async function attempt(client: pg.Client, text: string, values: unknown[]) {
  await client.query('savepoint again')
  try {
    const result = await client.query(text, values as never)
    await client.query('release savepoint again')
    return result
  } catch {
    await client.query('rollback to savepoint again')
    return null
  }
}

async function plan(client: pg.Client, how: string, text: string, values: unknown[]) {
  const result = await attempt(client, `explain (${how}format json) ${text}`, values)
  return result && nodesOf(result.rows[0]['QUERY PLAN'][0].Plan)
}
