import { openVersion } from '#catalogue/versions'
import { type AnswerKind, kindOf } from '#dossiers/listed_values'
import type { QuestionInfo } from '#forms/main'
import { questionColumn, type QuestionColumn } from '#reporting/columns'
import { sql } from '#tenancy/scope'

/** A question of a démarche as a list offers it. */
export interface ListedQuestion {
  column: QuestionColumn
  demarcheId: string
  path: string
  title: string
  /** How it filters, and whether it sorts: not by what was sent as files, or drawn. */
  filter: AnswerKind | null
  options: { value: string; label: string }[]
}

/** Versions that are older than so many are not looked at: what they alone asked, nobody asks for. */
const MOST_VERSIONS = 20

/**
 * What a démarche asks, in the order of its form; then what only its former versions asked. Nothing that
 * is sensitive: a list is read over shoulders.
 */
export async function questionsOf(demarcheId: string): Promise<ListedQuestion[]> {
  const versions = await sql<{ id: string }>(
    `select id from demarche_versions where demarche_id = ? order by number desc limit ?`,
    [demarcheId, MOST_VERSIONS]
  )
  const known = new Map<string, ListedQuestion>()
  for (const { id } of versions) {
    const { form } = await openVersion(id)
    for (const question of form.questions()) {
      if (known.has(question.path) || question.sensitive) continue
      known.set(question.path, listed(demarcheId, question))
    }
  }
  return [...known.values()]
}

function listed(demarcheId: string, question: QuestionInfo): ListedQuestion {
  const { path, title, options = [] } = question
  return {
    column: questionColumn({ demarcheId, path }),
    demarcheId,
    path,
    title,
    filter: kindOf(question),
    options: options.map((option) => ({ value: option.value, label: option.title })),
  }
}
