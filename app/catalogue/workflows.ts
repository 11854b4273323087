import type Demarche from '#catalogue/demarche'
import { sql } from '#tenancy/scope'
import { type Definition, guichetUnique } from '#workflow/main'

/** The workflow under which the next version of a démarche is treated: that of the last one. */
export async function workflowOf(demarche: Demarche): Promise<Definition> {
  const [last] = await sql<{ workflow: Definition }>(
    'select workflow from demarche_versions where demarche_id = ? order by number desc limit 1',
    [demarche.id]
  )
  return last?.workflow ?? guichetUnique
}
