import { sql } from '#tenancy/scope'
import { addNotice, CHANNEL } from '#tenancy/notices'
import type { Writes } from '#tenancy/writes'
import type Dossier from '#dossiers/dossier'

/** `in`: it lies elsewhere than before, and is new to whoever looks there; `up`: it changed where it lies. */
export type News = 'in' | 'up'

/** Tells the screens of the agents that a dossier came in or changed, once that is durable. */
export function addNews(writes: Writes, { id, demarcheId }: Dossier, news: News = 'up') {
  addNotice(writes, 'dossier', id, demarcheId, news)
}

/** The same of dossiers that are known by their ids. */
export function addNewsOf(writes: Writes, dossierIds: string[], news: News) {
  writes.call(
    `(select count(*) from (select pg_notify('${CHANNEL}', concat_ws(' ', d.commune_id, 'dossier', d.id,
       d.demarche_id, ?::text)) from dossiers d where d.id = any(?::uuid[])) told)`,
    [news, dossierIds]
  )
}

const MOST = 50

/** What changed of what was sent since a moment, the last change first: for who was not listening. */
export async function changedSince(since: Date): Promise<{ id: string; news: News }[]> {
  const moment = since.toISOString()
  return sql<{ id: string; news: News }>(
    `select id, case when greatest(filed_at, (standing->>'since')::timestamptz) > ? then 'in' else 'up' end as news
     from (${['accueil', 'usager', 'service', 'closed']
       .map(
         (
           tray
         ) => `(select id, updated_at, filed_at, standing from dossiers where tray = '${tray}' and updated_at > ?
          order by updated_at desc, id desc limit ${MOST})`
       )
       .join(' union all ')}) changed order by updated_at desc limit ${MOST}`,
    Array.from({ length: 5 }, () => moment)
  )
}
