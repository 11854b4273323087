import type { Document } from '#forms/main'
import type Demarche from '#catalogue/demarche'
import { sql } from '#tenancy/scope'

export interface VersionRow {
  number: number
  published_at: Date
  /** Dossiers that were begun under it and are still open. */
  pending: number
  document: Document
}

/** The versions of a démarche, the last first. */
export function versionsOf(demarche: Demarche): Promise<VersionRow[]> {
  return sql<VersionRow>(
    `select v.number, v.published_at, v.compiled -> 'document' as document,
       (select count(*)::int from dossiers o where o.version_id = v.id
         and o.tray in ('accueil', 'usager', 'service')) as pending
     from demarche_versions v where v.demarche_id = ? order by v.number desc limit 50`,
    [demarche.id]
  )
}
