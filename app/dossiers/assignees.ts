import type Dossier from '#dossiers/dossier'
import { sql } from '#tenancy/scope'

/** An agent who may see to dossiers. */
export interface Assignee {
  id: string
  name: string
}

/** Whom a dossier may be given to: the accueil, each within the démarches that are theirs. */
const MAY_TREAT = `a.suspended_at is null and a.joined_at is not null
  and exists (select from memberships m where m.account_id = a.id and m.role = 'accueil')`

const WITHIN_LIMITS = `(not a.limited or exists (select from account_demarches l
  where l.account_id = a.id and l.demarche_id = d.id))`

/** The agents of the accueil; those who may treat this démarche, where one is given. */
export async function assignees(demarcheId?: string): Promise<Assignee[]> {
  const within = demarcheId
    ? `and exists (select from (select ?::uuid as id) d where ${WITHIN_LIMITS})`
    : ''
  return sql<Assignee>(
    `select a.id, a.name from accounts a where ${MAY_TREAT} ${within} order by a.name, a.id`,
    demarcheId ? [demarcheId] : []
  )
}

/** Of these démarches, those that an agent may treat; null where the account is no agent of the accueil. */
export async function treatedBy(
  accountId: string,
  demarcheIds: string[]
): Promise<(Assignee & { demarcheIds: string[] }) | null> {
  const [row] = await sql<Assignee & { demarcheIds: string[] }>(
    `select a.id, a.name, array(select d.id::text from unnest(?::uuid[]) d(id) where ${WITHIN_LIMITS})
       as "demarcheIds"
     from accounts a where a.id = ? and ${MAY_TREAT}`,
    [demarcheIds, accountId]
  )
  return row ?? null
}

/** The names of those who have these dossiers, by their ids: also of who has left since. */
export async function namesOf(accountIds: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(accountIds)]
  if (ids.length === 0) return new Map()
  const rows = await sql<Assignee>('select id, name from accounts where id = any(?::uuid[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who sees to a dossier, and who else could. */
export interface Care {
  assignee: Assignee | null
  agents: Assignee[]
}

export async function careOf({ assigneeId, demarcheId }: Dossier): Promise<Care> {
  const agents = await assignees(demarcheId)
  if (!assigneeId) return { assignee: null, agents }
  const name = (await namesOf([assigneeId])).get(assigneeId)!
  return { assignee: { id: assigneeId, name }, agents }
}
