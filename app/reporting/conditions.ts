import { unreadSql } from '#dossiers/readings'
import { type ListRequest, ME, NOBODY } from '#reporting/list_request'
import type { Search } from '#reporting/search'

export interface Fragment {
  sql: string
  bindings: unknown[]
}

/** What the rows of a list have to meet besides their tray; begins with `and` when there is any. */
export function conditionsOf(request: ListRequest, found: Search): Fragment {
  const conditions: [string, unknown?][] = []
  const { demarcheId, stateLabel, serviceId, from, until } = request
  if (demarcheId) conditions.push(['demarche_id = ?', demarcheId])
  if (stateLabel) conditions.push(['state_label = ?', stateLabel])
  if (serviceId) conditions.push(['service_id = ?', serviceId])
  if (from) conditions.push([`filed_at >= (?::date)::timestamp at time zone 'Europe/Paris'`, from])
  if (until) {
    conditions.push([`filed_at < (?::date + 1)::timestamp at time zone 'Europe/Paris'`, until])
  }
  conditions.push(...laterConditions(request))
  conditions.push(...readerConditions(request, sourceOf(found).table))
  if (found && 'words' in found) {
    // Not `like`: PostgreSQL takes that for rare, and would then sort the commune to find it.
    for (const word of found.words) conditions.push([`strpos(' ' || search, ?) > 0`, ` ${word}`])
  }
  return {
    sql: conditions.map(([condition]) => ` and ${condition}`).join(''),
    bindings: conditions.flatMap(([, ...values]) => values),
  }
}

const DAY = `(now() at time zone 'Europe/Paris')::date`

const DELAYS = {
  depassee: `sort_limit < ${DAY}`,
  proche: `sort_limit >= ${DAY} and sort_limit <= ${DAY} + 7`,
  aucune: `sort_limit = date '9999-12-31'`,
}

function laterConditions({ activeFrom, activeUntil, channel, delay, unreadMessages }: ListRequest) {
  const conditions: [string, unknown?][] = []
  if (activeFrom) {
    conditions.push([`updated_at >= (?::date)::timestamp at time zone 'Europe/Paris'`, activeFrom])
  }
  if (activeUntil) {
    conditions.push([
      `updated_at < (?::date + 1)::timestamp at time zone 'Europe/Paris'`,
      activeUntil,
    ])
  }
  if (channel) conditions.push(['channel = ?', channel])
  if (delay) conditions.push([DELAYS[delay]])
  if (unreadMessages) conditions.push(['unread_messages > 0'])
  return conditions
}

/** What a list asks of who sees to a dossier and who has read it. Without a reader nothing is theirs. */
function readerConditions(
  { assignee, unread, readerId }: ListRequest,
  table: string
): [string, unknown?][] {
  const conditions: [string, unknown?][] = []
  if (assignee === NOBODY) conditions.push(['assignee_id is null'])
  else if (assignee) {
    conditions.push(['assignee_id = ?::uuid', assignee === ME ? (readerId ?? null) : assignee])
  }
  if (unread) conditions.push([unreadSql(table), readerId ?? null])
  return conditions
}

/**
 * Where the rows of a list come from: the dossiers, or those that a search found, each fetched by
 * its key. Left to the planner, `id = any(…)` may become a filter on the whole commune.
 */
export function sourceOf(found: Search): Fragment & { table: string } {
  if (!found || !('ids' in found)) return { sql: '', bindings: [], table: 'dossiers' }
  return {
    sql: `with found as materialized (select d.* from unnest(?::uuid[]) wanted(id)
      cross join lateral (select * from dossiers where dossiers.id = wanted.id offset 0) d) `,
    bindings: [found.ids],
    table: 'found',
  }
}
