import { forgetCommune } from '#tenancy/commune'
import { recordChange } from '#tenancy/changes'
import { afterCommit, currentCommuneId, sql } from '#tenancy/scope'
import { arranged, type Step } from '#shared/arranged'

export interface Arrangement {
  /** A démarche by its id, within its category; or a category by its name, among the others. */
  what: 'demarche' | 'category'
  key: string
  step: Step
}

type Outcome = { type: 'arranged'; name: string; place: number; of: number } | { type: 'unknown' }

interface Row {
  id: string
  title: string
  category: string
}

/**
 * Changes the order of the home page. A category stands where its first démarche does, so that
 * moving one moves all of its démarches.
 */
export class ArrangeDemarches {
  async handle(
    { what, key, step }: Arrangement,
    actor: { id: string; name: string }
  ): Promise<Outcome> {
    const rows = await sql<Row>(
      'select id, title, category from demarches order by position, title for update'
    )
    const groups = [...Map.groupBy(rows, ({ category }) => category).values()]
    const group = groups.findIndex((all) =>
      what === 'category' ? all[0]!.category === key : all.some(({ id }) => id === key)
    )
    if (group === -1) return { type: 'unknown' }

    if (what === 'category') {
      const moved = groups[group]!
      const after = arranged(groups, group, step)
      await this.#write(after.flat(), moved[0]!.category, actor)
      return { type: 'arranged', name: key, place: after.indexOf(moved) + 1, of: after.length }
    }
    const before = groups[group]!
    const moved = before.find(({ id }) => id === key)!
    const after = arranged(before, before.indexOf(moved), step)
    await this.#write(groups.with(group, after).flat(), moved.title, actor)
    const place = after.indexOf(moved) + 1
    return { type: 'arranged', name: moved.title, place, of: after.length }
  }

  async #write(rows: Row[], subjectLabel: string, actor: { id: string; name: string }) {
    const changed = await sql(
      `update demarches d set position = wanted.place
       from unnest(?::uuid[]) with ordinality as wanted (id, place)
       where d.id = wanted.id and d.position <> wanted.place returning d.id`,
      [rows.map(({ id }) => id)]
    )
    if (changed.length === 0) return
    const id = currentCommuneId()
    afterCommit(() => forgetCommune(id))
    const label = 'Ordre de la page d’accueil modifié'
    await recordChange({ subject: 'home', subjectLabel, label }, actor)
  }
}
