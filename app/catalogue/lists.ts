import { afterDelete, afterSave } from '@adonisjs/lucid/orm'
import { compose } from '@adonisjs/core/helpers'
import { ListSchema } from '#database/schema'
import type { Document, Lists } from '#forms/main'
import { forgetCommune } from '#tenancy/commune'
import { CommuneModel } from '#tenancy/commune_model'
import { afterCommit, sql } from '#tenancy/scope'

export type ListOption = Lists[string][number]

/** Options that several questions share, and that change without a new version: schools, rooms. */
export class List extends compose(ListSchema, CommuneModel) {
  static override table = 'lists'

  /** What is kept in memory for the commune’s visitors offers its options as they were. */
  @afterSave()
  @afterDelete()
  static forgetPages({ communeId }: List) {
    afterCommit(() => forgetCommune(communeId))
  }

  declare options: ListOption[]
}

/** The lists of these names, as forms take them. */
export async function loadLists(names: string[]): Promise<Lists> {
  if (names.length === 0) return {}
  const lists = await List.query().whereIn('name', names)
  return Object.fromEntries(lists.map(({ name, options }) => [name, options]))
}

/**
 * Differs once one of these lists was changed, by whatever process: `xmin` is the transaction that
 * wrote a row, where two times may be the same second.
 */
export async function stampOf(names: string[]): Promise<string> {
  if (names.length === 0) return ''
  const [row] = await sql<{ stamp: string }>(
    `select coalesce(string_agg(name || ' ' || xmin::text, ',' order by name), '') as stamp
     from lists where name = any(?::text[])`,
    [names]
  )
  return row!.stamp
}

/** The lists that a form's questions choose from, wherever they stand in it. */
export function listNames(document: Document): string[] {
  const names = new Set<string>()
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    const name = (value as Record<string, unknown>)['x-options-from']
    if (typeof name === 'string') names.add(name)
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(document)
  return [...names].sort()
}
