import { AsyncLocalStorage } from 'node:async_hooks'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What runs for one commune, or for the console, in one transaction. */
export interface Scope {
  /** Null in the console, which is of no commune. */
  readonly communeId: string | null
  readonly trx: TransactionClientContract
  /** Set where an exception became a response: the transaction is rolled back, not committed. */
  failed: boolean
  readonly committed: Effect[]
  readonly undone: Effect[]
}

type Effect = () => void | Promise<void>

interface Opening {
  communeId: string | null
  /** Whose powers it has: `owner` for what the role that serves requests cannot do. */
  role: 'app' | 'owner'
  /** Whether the tables of the console are seen. */
  console: boolean
  /** Whether all reads see one moment. */
  isSnapshot?: boolean
}

const storage = new AsyncLocalStorage<Scope>()

const SET_SCOPE = `
  select set_config('app.commune_id', ?, true), set_config('app.console', ?, true)`

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
  return open({ communeId, role: 'app', console: false }, fn)
}

/** The same, with all that it reads as of one moment, for as long as it takes: for what copies a commune. */
export async function withSnapshot<T>(communeId: string, fn: (scope: Scope) => Promise<T>) {
  if (storage.getStore()?.communeId) throw new Error('A commune is in scope already')
  return open({ communeId, role: 'app', console: false, isSnapshot: true }, async (scope) => {
    await sql(`set local idle_in_transaction_session_timeout = 0; set local timezone = 'UTC'`)
    return fn(scope)
  })
}

/**
 * Runs `fn` for the operators' console: a transaction that sees the tables of the console and not one
 * row of any commune.
 */
export async function withConsole<T>(fn: (scope: Scope) => Promise<T>): Promise<T> {
  if (storage.getStore()) throw new Error('Something is in scope already')
  return open({ communeId: null, role: 'app', console: true }, fn)
}

/**
 * Runs `fn` with the powers of the owner of the tables, whom row-level security binds as well: for what
 * makes, moves and ends communes. May be called from the console, whose own transaction goes on beside.
 *
 * @param communeId the one commune whose rows it sees; none without it
 */
export async function asOwner<T>(
  communeId: string | null,
  fn: (scope: Scope) => Promise<T>
): Promise<T> {
  if (storage.getStore()?.communeId) throw new Error('A commune is in scope already')
  return open({ communeId, role: 'owner', console: true }, fn)
}

async function open<T>(
  { communeId, role, console, isSnapshot }: Opening,
  fn: (scope: Scope) => Promise<T>
): Promise<T> {
  const committed: Effect[] = []
  const undone: Effect[] = []
  let result!: T
  try {
    await db.connection(role).transaction(
      async (trx) => {
        const settings = [communeId ?? '', console ? 'on' : '']
        await plannedOnce(trx.rawQuery(SET_SCOPE, settings), SET_SCOPE)
        // It waits while the owner's own transaction, beside it, makes or moves a commune.
        if (console) await trx.rawQuery(`set local idle_in_transaction_session_timeout = '15min'`)
        const scope: Scope = { communeId, trx, failed: false, committed, undone }
        result = await storage.run(scope, () => fn(scope))
        if (scope.failed) throw new RolledBack()
        // A commit that fails may have been one: from here on nothing is sure to be taken back.
        undone.length = 0
      },
      isSnapshot ? { isolationLevel: 'repeatable read' } : {}
    )
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

/** @throws in the console, which is of no commune */
export function currentCommuneId(): string {
  const { communeId } = currentScope()
  if (!communeId) throw new Error('The console is of no commune')
  return communeId
}

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
