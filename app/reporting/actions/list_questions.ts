import { openVersion } from '#catalogue/versions'
import { type ListedValue, listedValues } from '#dossiers/listed_values'
import type { Answers } from '#forms/main'
import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'

/** So few are gone through while the agent waits. */
const AT_ONCE = 500
const BATCH = 250
/** Of one démarche. */
const MOST_LISTED = 100
/** Whoever sent a dossier meanwhile, unaware that its answers are kept, is done by then. */
const LATER_MS = 2 * 60_000

interface Standing {
  listed_questions: string[]
  ready_questions: string[]
}

/**
 * Has the answers to questions kept where lists sort and filter by them: from now on by whoever writes
 * them, and for the dossiers that are there by the worker, or at once where there are few.
 */
export class ListQuestions {
  /** @returns those that are ready */
  async handle(demarcheId: string, paths: string[]): Promise<string[]> {
    const standing = await standingOf(demarcheId)
    const missing = paths.filter((path) => !standing.listed_questions.includes(path))
    const free = MOST_LISTED - standing.listed_questions.length
    if (missing.length === 0 || free <= 0) return readyOf(standing, paths)

    await sql(
      `update demarches set listed_questions = array(
         select distinct unnest(listed_questions || ?::text[])) where id = ?`,
      [missing.slice(0, free), demarcheId]
    )
    const few = await sql(
      `select from dossiers where demarche_id = ? and submitted_at is not null limit ${AT_ONCE + 1}`,
      [demarcheId]
    )
    if (few.length <= AT_ONCE) await this.finish(demarcheId)
    else await enqueue('list_values', { demarcheId }, { key: `list_values:${demarcheId}` })
    return readyOf(await standingOf(demarcheId), paths)
  }

  /** All the dossiers there are, in one go: for whoever cannot come back later. */
  async finish(demarcheId: string) {
    for (let after: string | null = FIRST; after;) after = await this.batch(demarcheId, after)
    await this.ready(demarcheId)
  }

  /**
   * Keeps the answers of some dossiers more, after one; of those that changed since, where it is told.
   *
   * @returns the last one of them; null when there are no more
   */
  async batch(demarcheId: string, after: string, since?: string): Promise<string | null> {
    const { listed_questions: listed } = await standingOf(demarcheId)
    const rows = await sql<{ id: string; version_id: string; tray: string; answers: Answers }>(
      `select id, version_id, tray, answers from dossiers
       where demarche_id = ? and submitted_at is not null and id > ?::uuid
         ${since ? 'and updated_at >= ?' : ''} order by id limit ${BATCH} for share`,
      [demarcheId, after, ...(since ? [since] : [])]
    )
    const kept: (ListedValue & { id: string; tray: string })[] = []
    for (const { id, version_id: versionId, tray, answers } of rows) {
      const { form } = await openVersion(versionId)
      for (const value of listedValues(form, answers, listed)) kept.push({ id, tray, ...value })
    }
    await sql(
      `insert into dossier_values (commune_id, demarche_id, dossier_id, tray, question, value, words)
       select current_setting('app.commune_id')::uuid, ?, v.*
       from jsonb_to_recordset(?::jsonb) as v
         (id uuid, tray text, question text, value text, words text)
       on conflict (commune_id, dossier_id, question, value) do update set tray = excluded.tray`,
      [demarcheId, JSON.stringify(kept)]
    )
    return rows.length < BATCH ? null : rows.at(-1)!.id
  }

  /** Lists may use what is listed; a little later, what was sent meanwhile is looked through. */
  async ready(demarcheId: string) {
    const since = new Date(Date.now() - LATER_MS).toISOString()
    await sql(`update demarches set ready_questions = listed_questions where id = ?`, [demarcheId])
    await enqueue(
      'list_values',
      { demarcheId, since },
      {
        key: `list_values_again:${demarcheId}`,
        runAt: new Date(Date.now() + LATER_MS),
      }
    )
  }
}

/** Before every id. */
export const FIRST = '00000000-0000-0000-0000-000000000000'

async function standingOf(demarcheId: string): Promise<Standing> {
  const [row] = await sql<Standing>(
    `select listed_questions, ready_questions from demarches where id = ?`,
    [demarcheId]
  )
  return row ?? { listed_questions: [], ready_questions: [] }
}

const readyOf = ({ ready_questions: ready }: Standing, paths: string[]) =>
  paths.filter((path) => ready.includes(path))
