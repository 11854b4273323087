import { v7 as uuidv7 } from 'uuid'
import { sql } from '#tenancy/scope'

/** From very hard to very easy, as the database keeps them. */
export const EASE = [5, 4, 3, 2, 1] as const

export type Ease = (typeof EASE)[number]

export interface Feedback {
  dossierId: string
  reference: string
  demarche: string
  ease: Ease
  text: string
  at: Date
}

export async function hasFeedback(dossierId: string): Promise<boolean> {
  const rows = await sql('select 1 from feedbacks where dossier_id = ?', [dossierId])
  return rows.length > 0
}

/** Keeps what a usager says, once: a second click changes nothing. */
export async function giveFeedback(dossierId: string, ease: Ease, text: string) {
  await sql(
    `insert into feedbacks (commune_id, id, dossier_id, ease, text)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?)
     on conflict (commune_id, dossier_id) do nothing`,
    [uuidv7(), dossierId, ease, text]
  )
}

/** How many said what, and the last who wrote something, of those that the reader may see. */
export async function feedbacks(most = 100): Promise<{
  counts: { ease: Ease; count: number }[]
  total: number
  written: Feedback[]
}> {
  const rows = await sql<{ ease: Ease; count: number }>(
    `select f.ease, count(*)::int as count from feedbacks f
     cross join lateral (select from dossiers where id = f.dossier_id offset 0) d group by f.ease`
  )
  const written = await sql<Feedback>(
    `select f.dossier_id as "dossierId", d.reference, d.demarche_title as demarche, f.ease, f.text,
       f.created_at as at
     from feedbacks f cross join lateral
       (select reference, demarche_title from dossiers where id = f.dossier_id offset 0) d
     where f.text <> '' order by f.created_at desc, f.id desc limit ?`,
    [most]
  )
  const counts = EASE.map((ease) => ({
    ease,
    count: rows.find((row) => row.ease === ease)?.count ?? 0,
  }))
  return { counts, total: counts.reduce((sum, { count }) => sum + count, 0), written }
}
