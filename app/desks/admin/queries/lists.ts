import { List } from '#catalogue/lists'
import { sql } from '#tenancy/scope'

/** Titles of the démarches whose form in use chooses from a list. */
export async function usersOf(name: string): Promise<string[]> {
  const rows = await sql<{ title: string }>(
    `select d.title from demarches d
     join demarche_versions v on v.commune_id = d.commune_id and v.id = d.version_id
     where jsonb_path_exists(v.compiled -> 'document', '$.**."x-options-from" \\? (@ == $name)',
       jsonb_build_object('name', ?::text))
     order by d.title`,
    [name]
  )
  return rows.map(({ title }) => title)
}

export async function allLists() {
  const lists = await List.query().orderBy('title')
  return Promise.all(lists.map(async (list) => ({ list, users: await usersOf(list.name) })))
}
