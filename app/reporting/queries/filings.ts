import type { Channel } from '#dossiers/dossier'
import { sql } from '#tenancy/scope'

/** What an agent began to fill in for a usager, and has not sent. */
export interface Filing {
  id: string
  demarche_title: string
  contact_name: string | null
  channel: Exclude<Channel, 'online'>
  updated_at: Date
}

/** The unfinished ones among these dossiers, the last one first. */
export async function unfinishedFilings(ids: string[]): Promise<Filing[]> {
  if (ids.length === 0) return []
  return sql<Filing>(
    `select id, demarche_title, contact_name, channel, updated_at from dossiers
     where id = any(?::uuid[]) and submitted_at is null and channel <> 'online'
     order by updated_at desc, id`,
    [ids]
  )
}
