import type { HttpContext } from '@adonisjs/core/http'
import { type Destruction, destroyed } from '#archive/queries/archive_lists'
import { type CsvCell, csvFile } from '#shared/csv'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'

/** The most that one file holds: beyond it the register is read page by page. */
const MOST = 100_000

const COLUMNS: Record<string, (one: Destruction) => CsvCell> = {
  reference: ({ reference }) => reference ?? '',
  demarche: ({ demarche }) => demarche,
  state: ({ state }) => state,
  filed: ({ filedAt }) => formatters.shortDate(filedAt),
  closed: ({ closedAt }) => formatters.shortDate(closedAt),
  at: ({ at }) => formatters.shortDate(at),
  rule: ({ rule }) => ruleInWords(rule),
  reason: ({ reason }) => reason ?? '',
  by: ({ askedBy }) => askedBy ?? '',
  first_days: ({ firstDays }) => firstDays,
  closed_days: ({ closedDays }) => closedDays,
  corrections: ({ corrections }) => corrections,
  refusal: ({ refusal }) => refusal,
  pieces: ({ pieces }) => String(pieces),
  bytes: ({ bytes }) => bytes,
  lines: ({ lines }) => String(lines),
  journal: ({ journalHash }) => journalHash ?? '',
  archive: ({ archiveDigest }) => archiveDigest ?? '',
}

const ruleInWords = (rule: string) =>
  rule === 'erasure'
    ? t('archive.register.rule_erasure')
    : t('archive.register.rule_months', { months: Number(rule.split(':')[1]) })

/** The register of destructions as a file, for whoever asks for proof. */
export default class DestructionsController {
  async index({ response }: HttpContext) {
    const { rows } = await destroyed(null, MOST)
    const heads = Object.keys(COLUMNS).map((key) => t(`archive.register.${key}`))
    const lines = rows.map((row) => Object.values(COLUMNS).map((cell) => cell(row)))
    response.header('Content-Type', 'text/csv; charset=utf-8')
    response.header('Content-Disposition', 'attachment; filename="destructions.csv"')
    return response.send(csvFile([heads, ...lines]))
  }
}
