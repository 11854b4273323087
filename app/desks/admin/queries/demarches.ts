import { type Opening, OPENING } from '#catalogue/opening'
import { sql } from '#tenancy/scope'

export interface DemarcheRow {
  id: string
  slug: string
  title: string
  category: string
  state: Opening
  /** On the home page. */
  visible: boolean
  /** Of the version in use; null before the first publication. */
  number: number | null
  published_at: Date | null
  workflow_label: string | null
  /** Sent, since the beginning; and sent but not closed. */
  received: number
  pending: number
}

const COLUMNS = `d.id, d.slug, d.title, d.category, d.visible, v.number, v.published_at,
    v.workflow ->> 'label' as workflow_label, ${OPENING} as state,
    (select count(*)::int from dossiers o where o.demarche_id = d.id and o.tray <> 'draft') as received,
    (select count(*)::int from dossiers o where o.demarche_id = d.id
      and o.tray in ('accueil', 'usager', 'service')) as pending
  from demarches d
  left join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id`

/** Every démarche of the commune, published or not, in the order of its home page. */
export function allDemarches(): Promise<DemarcheRow[]> {
  return sql<DemarcheRow>(`select ${COLUMNS} order by d.position, d.title`)
}

export async function demarcheSheet(id: string): Promise<DemarcheRow> {
  const [row] = await sql<DemarcheRow>(`select ${COLUMNS} where d.id = ?`, [id])
  return row!
}
