import type { ListRequest } from '#reporting/list_request'
import type { Search } from '#reporting/search'

export interface Fragment {
  sql: string
  bindings: unknown[]
}

/** What the rows of a list have to meet besides their tray; begins with `and` when there is any. */
export function conditionsOf(request: ListRequest, found: Search): Fragment {
  const conditions: [string, unknown][] = []
  const { demarcheId, stateLabel, serviceId, from, until } = request
  if (demarcheId) conditions.push(['demarche_id = ?', demarcheId])
  if (stateLabel) conditions.push(['state_label = ?', stateLabel])
  if (serviceId) conditions.push(['service_id = ?', serviceId])
  if (from) conditions.push([`filed_at >= (?::date)::timestamp at time zone 'Europe/Paris'`, from])
  if (until) {
    conditions.push([`filed_at < (?::date + 1)::timestamp at time zone 'Europe/Paris'`, until])
  }
  if (found && 'ids' in found) conditions.push(['id = any(?::uuid[])', found.ids])
  if (found && 'words' in found) {
    // Not `like`: PostgreSQL takes that for rare, and would then sort the commune to find it.
    for (const word of found.words) conditions.push([`strpos(' ' || search, ?) > 0`, ` ${word}`])
  }
  return {
    sql: conditions.map(([condition]) => ` and ${condition}`).join(''),
    bindings: conditions.map(([, value]) => value),
  }
}
