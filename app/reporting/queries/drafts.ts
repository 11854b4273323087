import { sql } from '#tenancy/scope'

/** How many usagers have begun and not sent: of that, no more than their number is anybody's business. */
export async function draftCount(demarcheId?: string): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from dossiers where tray = 'draft'
       ${demarcheId ? 'and demarche_id = ?::uuid' : ''}`,
    demarcheId ? [demarcheId] : []
  )
  return row!.count
}
