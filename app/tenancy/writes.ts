import type { LucidRow } from '@adonisjs/lucid/types/model'
import { DateTime } from 'luxon'
import { currentScope, plannedOnce } from '#tenancy/scope'

/**
 * Writes that belong together, sent to PostgreSQL as one statement: a submission costs one way to
 * it and back, instead of one for each row. They do not see each other's rows; keys are checked
 * at the end, so their order does not matter.
 */
export class Writes {
  /** @param heldUntil before which nothing that they promise leaves */
  constructor(readonly heldUntil: DateTime | null = null) {}

  readonly #statements: { query: string; bindings: readonly unknown[] }[] = []
  readonly #calls: { query: string; bindings: readonly unknown[] }[] = []

  /** An insert, an update or a delete. */
  add(query: string, bindings: readonly unknown[] = []) {
    this.#statements.push({ query, bindings })
  }

  /** A function of the database, called for what it does. */
  call(query: string, bindings: readonly unknown[] = []) {
    this.#calls.push({ query, bindings })
  }

  /** What was changed on a model, which counts as saved from here on. */
  update(row: LucidRow) {
    const model = row.constructor as typeof row.constructor & {
      table: string
      $keys: { attributesToColumns: { get(key: string): string } }
    }
    const changed = Object.entries(row.$dirty)
    if (changed.length === 0) return
    const columns = changed.map(([key]) => `${model.$keys.attributesToColumns.get(key)} = ?`)
    const values = changed.map(([, value]) => (DateTime.isDateTime(value) ? value.toISO() : value))
    this.add(`update ${model.table} set ${columns.join(', ')}, updated_at = now() where id = ?`, [
      ...values,
      row.$primaryKeyValue,
    ])
    row.$hydrateOriginals()
  }

  /** @throws what PostgreSQL refuses; nothing is written then */
  async run() {
    const parts = [...this.#statements, ...this.#calls]
    if (parts.length === 0) return
    const named = this.#statements.map(({ query }, at) => `w${at} as (${query})`)
    const head = named.length > 0 ? `with ${named.join(', ')} ` : ''
    const calls = this.#calls.map(({ query }) => query).join(', ') || '1'
    const bindings = parts.flatMap((part) => part.bindings)
    const text = `${head}select ${calls}`
    await plannedOnce(currentScope().trx.rawQuery(text, bindings as any[]), text)
    this.#statements.length = 0
    this.#calls.length = 0
  }
}

/** Writes what `fn` adds, for those who have nothing else to write along. */
export async function writing<T>(fn: (writes: Writes) => T | Promise<T>): Promise<T> {
  const writes = new Writes()
  const result = await fn(writes)
  await writes.run()
  return result
}
