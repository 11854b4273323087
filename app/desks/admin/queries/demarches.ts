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
  /** Sent but not closed. */
  pending: number
}

export interface DemarcheSheet extends DemarcheRow {
  /** Sent, since the beginning. */
  received: number
}

const COLUMNS = `d.id, d.slug, d.title, d.category, d.visible, v.number, v.published_at,
    v.workflow ->> 'label' as workflow_label, ${OPENING} as state,
    (select sum(n)::int from unnest(array['accueil', 'usager', 'service']) t cross join lateral
      (select count(*) as n from dossiers o where o.demarche_id = d.id and o.tray = t) counted) as pending`

const FROM = `from demarches d
  left join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id`

/** Every démarche of the commune, published or not, in the order of its home page. */
export function allDemarches(): Promise<DemarcheRow[]> {
  return sql<DemarcheRow>(`select ${COLUMNS} ${FROM} order by d.position, d.title`)
}

export async function demarcheSheet(id: string): Promise<DemarcheSheet> {
  const [row] = await sql<DemarcheSheet>(
    `select ${COLUMNS}, (select count(*)::int from dossiers o
       where o.demarche_id = d.id and o.tray in ('accueil', 'usager', 'service', 'closed')) as received
     ${FROM} where d.id = ?`,
    [id]
  )
  return row!
}
