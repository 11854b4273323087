import { sql } from '#tenancy/scope'

/** Whether a démarche may be begun now; if not, why. */
export type Opening = 'open' | 'unpublished' | 'closed' | 'not-yet' | 'over' | 'complete'

/** The opening of `demarches d`, in a query. What was sent counts against the cap, drafts do not. */
export const OPENING = `case
    when d.version_id is null then 'unpublished'
    when d.closed_at is not null then 'closed'
    when d.opens_at > now() then 'not-yet'
    when d.closes_at <= now() then 'over'
    when d.cap is not null and d.cap <= (select count(*) from dossiers o
      where o.demarche_id = d.id and o.tray <> 'draft') then 'complete'
    else 'open' end`

/** What the public pages say of a démarche before it is opened. */
export interface Offered {
  id: string
  slug: string
  title: string
  description: string
  category: string
  opening: Opening
  opens_at: Date | null
}

/** What is on the commune's home page: what can be done now, and what will open. */
export function offeredDemarches(): Promise<Offered[]> {
  return sql<Offered>(
    `select * from (
       select d.id, d.slug, d.title, d.description, d.category, d.opens_at, d.position,
         ${OPENING} as opening
       from demarches d where d.visible and d.version_id is not null) offered
     where opening in ('open', 'not-yet', 'complete') order by position, title`
  )
}

/** What an agent may fill in for somebody: whatever is open, on the home page or not. */
export function openDemarches(): Promise<{ id: string; title: string }[]> {
  return sql(
    `select id, title from (select d.id, d.title, d.position, ${OPENING} as opening
       from demarches d) all_of_them where opening = 'open' order by position, title`
  )
}

/**
 * The opening of one démarche.
 *
 * @param options.counting those who ask at once wait for each other: the last place is given once
 */
export async function openingOf(id: string, { counting = false } = {}): Promise<Opening> {
  if (counting) await sql(`select from demarches where id = ? and cap is not null for update`, [id])
  const [row] = await sql<{ opening: Opening }>(
    `select ${OPENING} as opening from demarches d where d.id = ?`,
    [id]
  )
  return row?.opening ?? 'unpublished'
}
