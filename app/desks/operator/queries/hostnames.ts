import { sql } from '#tenancy/scope'

/** A hostname of a commune, and whether it is served. */
export interface HostnameSheet {
  host: string
  main: boolean
  /** What its owner puts into the DNS; null for one of the platform's own. */
  token: string | null
  verifiedAt: Date | null
  checkedAt: Date | null
  /** What the last check found, in words. */
  problem: string | null
}

export function hostnamesOf(communeId: string) {
  return sql<HostnameSheet>(
    `select host, main, token, verified_at as "verifiedAt", checked_at as "checkedAt", problem
     from hostnames where commune_id = ? order by main desc, created_at, host`,
    [communeId]
  )
}
