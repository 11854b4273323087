import { sql } from '#tenancy/scope'

/** A commune as the console knows it: nothing of what lies in it. */
export interface CommuneSheet {
  id: string
  slug: string
  name: string
  country: 'FR' | 'BE'
  code: string | null
  host: string
  createdAt: Date
  suspendedAt: Date | null
  suspendedReason: string | null
  /** From when on it is destroyed. */
  deleteOn: Date | null
  deleteAskedBy: string | null
}

const SELECT = `
  select c.id, c.slug, c.name, c.country, c.code, m.host, c.created_at as "createdAt",
    c.suspended_at as "suspendedAt", c.suspended_reason as "suspendedReason",
    c.delete_on as "deleteOn", c.delete_asked_by as "deleteAskedBy"
  from communes c join hostnames m on m.commune_id = c.id and m.main`

/** All of them, or those whose name, hostname or code has these letters. */
export function allCommunes(sought = ''): Promise<CommuneSheet[]> {
  const like = `%${sought.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<CommuneSheet>(
    `${SELECT} where c.name ilike ? or m.host ilike ? or c.code ilike ? or ? = ''
     order by c.name collate "fr-x-icu", c.id`,
    [like, like, like, sought]
  )
}

export async function communeSheet(id: string): Promise<CommuneSheet | null> {
  const [row] = await sql<CommuneSheet>(`${SELECT} where c.id = ?`, [id])
  return row ?? null
}

export function communesOf(code: string) {
  return sql<{ id: string }>('select id from communes where code = ?', [code])
}

/** Whether another commune has this hostname, or this short name. */
export async function isTaken(host: string, slug?: string): Promise<boolean> {
  const [row] = await sql(
    `select 1 from hostnames where host = ? union all select 1 from communes where slug = ?`,
    [host, slug ?? '']
  )
  return row !== undefined
}
