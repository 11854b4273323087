import { sql } from '#tenancy/scope'

/** The categories that the commune's démarches stand under, each once. */
export async function categories(): Promise<string[]> {
  const rows = await sql<{ category: string }>(
    `select distinct category from demarches where category <> '' order by category`
  )
  return rows.map(({ category }) => category)
}
