import { v7 as uuidv7 } from 'uuid'
import { sql } from '#tenancy/scope'
import { writing } from '#tenancy/writes'
import { addReading } from '#dossiers/readings'
import type Dossier from '#dossiers/dossier'
import type { Actor } from '#workflow/main'

/** Who was seen on a dossier within this is said to have it open: a page tells so every minute. */
const MINUTES = 3

export interface Present {
  label: string
  seenAt: Date
}

/**
 * Notes that somebody has a dossier on their screen.
 *
 * @param opened the dossier as an agent has just opened it: they have read it up to here
 * @returns who else has
 */
export async function comeIn(
  dossierId: string,
  { id, label }: Actor,
  opened?: Dossier
): Promise<Present[]> {
  await writing((writes) => {
    writes.add(
      `insert into presences (commune_id, id, dossier_id, reader_id, label)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?)
       on conflict (commune_id, dossier_id, reader_id)
         do update set seen_at = now(), label = excluded.label`,
      [uuidv7(), dossierId, id!, label]
    )
    if (opened) addReading(writes, opened, id!)
  })
  return sql<Present>(
    `select label, seen_at as "seenAt" from presences
     where dossier_id = ? and reader_id <> ? and seen_at > now() - make_interval(mins => ?)
     order by label`,
    [dossierId, id!, MINUTES]
  )
}

/** Forgets who left. */
export async function forgetAbsent() {
  await sql(`delete from presences where seen_at < now() - interval '1 day'`)
}
