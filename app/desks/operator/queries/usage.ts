import { sql } from '#tenancy/scope'

/** How much a commune uses the platform. Counts, sizes and dates: nothing that anybody wrote. */
export interface Usage {
  id: string
  /** Dossiers that were sent in this calendar month, in the last one, and ever. */
  thisMonth: number
  lastMonth: number
  dossiers: number
  /** Of the files of its dossiers. */
  bytes: number
  agents: number
  lastActivity: Date | null
}

export async function usageByCommune(): Promise<Map<string, Usage>> {
  const rows = await sql<Usage>(
    `select id, this_month as "thisMonth", last_month as "lastMonth", dossiers,
       bytes::float8 as bytes, agents, last_activity as "lastActivity"
     from commune_usage()`
  )
  return new Map(rows.map((row) => [row.id, row]))
}
