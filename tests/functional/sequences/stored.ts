import Dossier from '#dossiers/dossier'
import { type JournalEntry, journalOf, stepOf } from '#dossiers/journal'
import { sql, withCommune } from '#tenancy/scope'
import type { Definition, Entry, Standing } from '#workflow/main'
import type { TestCommune } from '#tests/support/world'

/** All that the database holds of a dossier, at one moment. */
export interface Stored {
  workflow: Definition
  standing: Standing
  row: Record<string, unknown>
  lines: JournalEntry[]
  /** Counts of what follows a step: mails, liens. */
  promised: Record<string, unknown>
}

export function storedOf(commune: TestCommune, id: string): Promise<Stored> {
  return withCommune(commune.id, async () => {
    const dossier = await Dossier.findOrFail(id)
    const { workflow } = await dossier.version()
    const [row] = await sql(`select to_jsonb(d) as row from dossiers d where id = ?`, [id])
    const [promised] = await sql(
      `select (select count(*)::int from mails where dossier_id = :id) as mails,
         (select jsonb_agg(to_jsonb(l) order by id) from liens l where dossier_id = :id) as liens`,
      { id }
    )
    const lines = await journalOf(id)
    return { workflow, standing: dossier.standing!, row: row!.row, lines, promised: promised! }
  })
}

/** The lines that moved a dossier, as the engine wrote them. */
export function stepsOf(lines: JournalEntry[]): Entry[] {
  return lines.filter(({ toState }) => toState !== null).map(stepOf)
}

/** What is compared of a line: everything that it holds. */
export const written = (lines: JournalEntry[]) => lines.map((line) => JSON.stringify(line))
