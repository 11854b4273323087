import type Demarche from '#catalogue/demarche'
import type { Document } from '#forms/main'
import { sql } from '#tenancy/scope'

/** The form that is in use; null before the first publication. */
export async function documentOf(demarche: Demarche): Promise<Document | null> {
  if (!demarche.versionId) return null
  const [row] = await sql<{ document: Document }>(
    `select compiled -> 'document' as document from demarche_versions where id = ?`,
    [demarche.versionId]
  )
  return row?.document ?? null
}
