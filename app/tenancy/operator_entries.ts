import { v7 as uuidv7 } from 'uuid'
import type { Detail } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

/** Who acts on the platform; without an id, somebody at the command line. */
export interface OperatorActor {
  id: string | null
  name: string
}

/** What an operator did; kept for good. */
export interface OperatorEntry {
  /** « Commune suspendue ». */
  label: string
  /** The commune or the operator that it was done to, and its name at the time. */
  aboutId?: string
  aboutLabel?: string
  details?: Detail[]
}

export interface OperatorLine extends OperatorEntry {
  id: string
  aboutId: string
  aboutLabel: string
  details: Detail[]
  actorLabel: string
  at: Date
}

/** In the console's scope, or the owner's. */
export async function recordEntry(
  { label, aboutId, aboutLabel = '', details = [] }: OperatorEntry,
  by: OperatorActor
) {
  await sql(
    `insert into operator_entries (id, operator_id, operator_label, label, about_id, about_label, details)
     values (?, ?, ?, ?, ?, ?, ?::jsonb)`,
    [uuidv7(), by.id, by.name, label, aboutId ?? null, aboutLabel, JSON.stringify(details)]
  )
}

/**
 * The last acts, the newest first.
 *
 * @param options.before the id of the last line of the page before
 */
export function lastEntries({
  aboutId,
  before,
  limit = 50,
}: { aboutId?: string; before?: string; limit?: number } = {}) {
  return sql<OperatorLine>(
    `select id, label, about_id as "aboutId", about_label as "aboutLabel", details,
       operator_label as "actorLabel", at
     from operator_entries
     where (?::uuid is null or about_id = ?) and (?::uuid is null or id < ?::uuid)
     order by id desc limit ?`,
    [aboutId ?? null, aboutId ?? null, before ?? null, before ?? null, limit]
  )
}
