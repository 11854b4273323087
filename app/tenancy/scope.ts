import { AsyncLocalStorage } from 'node:async_hooks'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What runs for one commune, in one transaction. */
export interface Scope {
  readonly communeId: string
  readonly trx: TransactionClientContract
  /** Set where an exception became a response: the transaction is rolled back, not committed. */
  failed: boolean
  readonly committed: Effect[]
  readonly undone: Effect[]
}

type Effect = () => void | Promise<void>

const storage = new AsyncLocalStorage<Scope>()

const SET_COMMUNE = `select set_config('app.commune_id', ?, true)`

class RolledBack extends Error {}

/**
 * Runs `fn` for one commune: a transaction in which row-level security lets through its rows and
 * no others. The one way in, for requests, jobs, commands and tests.
 *
 * @throws whatever `fn` throws, after a rollback
 */
export async function withCommune<T>(
  communeId: string,
  fn: (scope: Scope) => Promise<T>
): Promise<T> {
  if (storage.getStore()) throw new Error('A commune is in scope already')

  const committed: Effect[] = []
  const undone: Effect[] = []
  let result!: T
  try {
    await db.connection('app').transaction(async (trx) => {
      await plannedOnce(trx.rawQuery(SET_COMMUNE, [communeId]), SET_COMMUNE)
      const scope: Scope = { communeId, trx, failed: false, committed, undone }
      result = await storage.run(scope, () => fn(scope))
      if (scope.failed) throw new RolledBack()
      // A commit that fails may have been one: from here on nothing is sure to be taken back.
      undone.length = 0
    })
  } catch (error) {
    for (const effect of undone) await effect()
    if (error instanceof RolledBack) return result
    throw error
  }
  for (const effect of committed) await effect()
  return result
}

export function currentScope(): Scope {
  const scope = storage.getStore()
  if (!scope) throw new Error('No commune is in scope: open one with withCommune()')
  return scope
}

export const currentCommuneId = () => currentScope().communeId

/** Runs once the change is durable: for what PostgreSQL cannot take back, such as removing a file. */
export function afterCommit(effect: Effect) {
  currentScope().committed.push(effect)
}

/** Runs once the change is taken back: for what PostgreSQL knows nothing of, such as a file that was written. */
export function afterRollback(effect: Effect) {
  currentScope().undone.push(effect)
}

/** SQL of the commune in scope, for the reads and writes that a model would only make harder. */
export function sql<Row = Record<string, any>>(
  query: string,
  bindings: readonly unknown[] | Record<string, unknown> = []
): Promise<Row[]> {
  return currentScope()
    .trx.rawQuery(query, bindings as any)
    .then((result: { rows: Row[] }) => result.rows)
}

/** Names of the statements that each connection keeps planned, by what they are. */
const names = new Map<string, string>()
const MOST_NAMES = 200

/**
 * Has each connection plan a query once and no more, where planning costs as much as doing. For
 * what finds its rows by a key and for what writes: the plan does not look at the values. Columns
 * are named in it, since `*` may be something else after a migration.
 *
 * @param what its text, or what stands for it: the same for the same text and no other
 */
export function plannedOnce<Query extends { knexQuery: any }>(query: Query, what: string): Query {
  const name = names.get(what) ?? (names.size < MOST_NAMES ? `s${names.size}` : null)
  if (!name) return query
  names.set(what, name)
  query.knexQuery.options({ name })
  return query
}
