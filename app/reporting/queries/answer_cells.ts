import { openVersion } from '#catalogue/versions'
import { type Column, questionOf } from '#reporting/columns'
import { sql } from '#tenancy/scope'
import type { Answers } from '#forms/main'

/** Longer answers are cut: a list is glanced at. */
const LONGEST = 120

/** The texts of answers by dossier, then by column, as the summary writes them. */
export type AnswerCells = Map<string, Record<string, string>>

/**
 * What the dossiers of one page answered to the questions that are columns. Nothing of a draft, which
 * its usager has not sent.
 */
export async function answerCells(ids: string[], columns: readonly Column[]): Promise<AnswerCells> {
  const asked = columns.flatMap((column) => {
    const question = questionOf(column)
    return question ? [{ column, ...question }] : []
  })
  if (asked.length === 0 || ids.length === 0) return new Map()

  const rows = await sql<{ id: string; demarche_id: string; version_id: string; answers: Answers }>(
    `select id, demarche_id, version_id, answers from dossiers
     where id = any(?::uuid[]) and demarche_id = any(?::uuid[]) and submitted_at is not null`,
    [ids, [...new Set(asked.map(({ demarcheId }) => demarcheId))]]
  )
  const cells: AnswerCells = new Map()
  for (const { id, demarche_id: demarcheId, version_id: versionId, answers } of rows) {
    const { form } = await openVersion(versionId)
    const own = asked.filter((one) => one.demarcheId === demarcheId)
    cells.set(
      id,
      Object.fromEntries(
        own.flatMap(({ column, path }) => {
          const item = form.summaryItem(path, answers)
          return item?.answered && !item.sensitive ? [[column, cut(item.text)]] : []
        })
      )
    )
  }
  return cells
}

function cut(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ', ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed().trim()}…` : line
}
