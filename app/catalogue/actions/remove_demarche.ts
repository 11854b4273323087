import type Demarche from '#catalogue/demarche'
import { recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

/**
 * Removes a démarche that was never published, with its draft. One that was has dossiers that keep to
 * its versions: it is closed, and taken off the home page.
 */
export class RemoveDemarche {
  async handle(
    demarche: Demarche,
    actor: { id: string; name: string }
  ): Promise<{ type: 'removed' } | { type: 'published' }> {
    const [row] = await sql<{ published: boolean }>(
      `select exists (select from demarche_versions where demarche_id = d.id) as published
       from demarches d where id = ? for update`,
      [demarche.id]
    )
    if (row?.published) return { type: 'published' }
    const { id: subjectId, title: subjectLabel } = demarche
    await demarche.delete()
    const label = 'Démarche supprimée'
    await recordChange({ subject: 'demarche', subjectId, subjectLabel, label }, actor)
    return { type: 'removed' }
  }
}
