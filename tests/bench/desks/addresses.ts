import { sql, withCommune } from '#tenancy/scope'
import { SORTS } from '#reporting/sorts'

const SENT = ['', 'vue=clos', 'vue=tous']

/** The first page of the inbox: each sort both ways in three views, and each filter. */
export async function inboxAddresses(communeId: string): Promise<string[]> {
  const [some] = await withCommune(communeId, () =>
    sql<{ demarche: string; service: string | null; etat: string }>(
      `select demarche_id as demarche, service_id as service, state_label as etat from dossiers
       where tray = 'closed' and service_id is not null order by id limit 1`
    )
  )
  const sorts = Object.keys(SORTS).flatMap((sort) => [sort, `-${sort}`])
  const sorted = SENT.flatMap((view) => inOrders(view, sorts))
  const filters: Record<string, string>[] = [
    { demarche: some!.demarche },
    { service: some!.service ?? '' },
    { etat: some!.etat },
    { du: '2026-01-05', au: '2026-01-09' },
    { du: '2026-01-05' },
    { actif_du: '2026-01-05' },
    { actif_au: '2026-01-05' },
    { canal: 'paper' },
    { delai: 'depassee' },
    { delai: 'aucune' },
    { qui: 'moi' },
    { qui: 'personne' },
    { messages: 'non-lus' },
    { non_lus: '1' },
  ]
  const filtered = filters.map((filter) => `${new URLSearchParams({ vue: 'tous', ...filter })}`)
  return [...sorted, ...filtered].map((query) => `/accueil?${query}`)
}

const inOrders = (view: string, sorts: string[]) =>
  sorts.map((sort) => [view, `tri=${sort}`].filter(Boolean).join('&'))

/** What an agent types: a reference, a person, an address, a telephone, words rare and frequent. */
export async function searchAddresses(communeId: string): Promise<string[]> {
  const [some] = await withCommune(communeId, () =>
    sql<Record<'reference' | 'name' | 'email' | 'phone', string>>(
      `select reference, contact_name as name, contact_email as email, contact_phone as phone
       from dossiers where tray = 'closed' and contact_phone is not null and contact_name is not null
         and contact_email is not null order by id offset 40 limit 1`
    )
  )
  const { reference, name, email, phone } = some!
  return [reference, reference.slice(0, 5), name, email, phone, 'trottoir banc', 'signalement'].map(
    (typed) => `/accueil?${new URLSearchParams({ vue: 'tous', q: typed })}`
  )
}
