import { recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'
import { arranged, type Step } from '#shared/arranged'

type Outcome = { type: 'arranged'; name: string; place: number; of: number } | { type: 'unknown' }

/** Changes the order in which services are offered; the active ones stand before the others. */
export class ArrangeServices {
  async handle(
    { key, step }: { key: string; step: Step },
    actor: { id: string; name: string }
  ): Promise<Outcome> {
    const rows = await sql<{ id: string; name: string; active: boolean }>(
      `select id, name, active from services order by active desc, position, name for update`
    )
    const moved = rows.find(({ id }) => id === key)
    if (!moved) return { type: 'unknown' }

    const mates = rows.filter(({ active }) => active === moved.active)
    const after = arranged(mates, mates.indexOf(moved), step)
    const others = rows.filter(({ active }) => active !== moved.active)
    const all = moved.active ? [...after, ...others] : [...others, ...after]
    const changed = await sql(
      `update services s set position = wanted.place
       from unnest(?::uuid[]) with ordinality as wanted (id, place)
       where s.id = wanted.id and s.position <> wanted.place returning s.id`,
      [all.map(({ id }) => id)]
    )
    if (changed.length > 0) {
      const subject = { subject: 'service' as const, subjectId: key, subjectLabel: moved.name }
      await recordChange({ ...subject, label: 'Ordre des services modifié' }, actor)
    }
    return { type: 'arranged', name: moved.name, place: after.indexOf(moved) + 1, of: after.length }
  }
}
