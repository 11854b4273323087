import type { Session } from '@adonisjs/session'
import { grants } from '#identity/grants'
import { sql } from '#tenancy/scope'

export interface DraftHeld {
  id: string
  title: string
  savedAt: Date
}

/** The unfinished drafts of this browser, the last one first; of one démarche when it is named. */
export async function draftsHeld(session: Session, demarcheId?: string): Promise<DraftHeld[]> {
  const held = grants(session).dossiers()
  if (held.length === 0) return []
  return sql<DraftHeld>(
    `select id, demarche_title as title, updated_at as "savedAt" from dossiers
     where id = any(?::uuid[]) and submitted_at is null
       and (?::uuid is null or demarche_id = ?::uuid)
     order by updated_at desc`,
    [held, demarcheId ?? null, demarcheId ?? null]
  )
}
