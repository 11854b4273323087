import { sql } from '#tenancy/scope'

/** Where a démarche stands, for whoever administers it. */
export type DemarcheState = 'draft' | 'open' | 'closed'

export interface DemarcheRow {
  id: string
  slug: string
  title: string
  category: string
  state: DemarcheState
  /** Of the version in use; null before the first publication. */
  number: number | null
  published_at: Date | null
  /** Sent, since the beginning; and sent but not closed. */
  received: number
  pending: number
}

export interface DemarcheSheet extends DemarcheRow {
  description: string
  workflow_label: string | null
}

const COLUMNS = `d.id, d.slug, d.title, d.category, d.description, v.number, v.published_at,
    v.workflow ->> 'label' as workflow_label,
    case when d.version_id is null then 'draft' when d.closed_at is not null then 'closed'
      else 'open' end as state,
    (select count(*)::int from dossiers o where o.demarche_id = d.id and o.tray <> 'draft') as received,
    (select count(*)::int from dossiers o where o.demarche_id = d.id
      and o.tray in ('accueil', 'usager', 'service')) as pending
  from demarches d
  left join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id`

/** Every démarche of the commune, published or not, in the order of its home page. */
export function allDemarches(): Promise<DemarcheRow[]> {
  return sql<DemarcheRow>(`select ${COLUMNS} order by d.position, d.title`)
}

export async function demarcheSheet(slug: string): Promise<DemarcheSheet | null> {
  const [row] = await sql<DemarcheSheet>(`select ${COLUMNS} where d.slug = ?`, [slug])
  return row ?? null
}
