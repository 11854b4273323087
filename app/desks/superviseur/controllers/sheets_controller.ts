import type { HttpContext } from '@adonisjs/core/http'
import { figuresAsked } from '#desks/superviseur/dashboard/page'
import { sheetOf, SHEETS } from '#desks/superviseur/dashboard/sheets'
import { csvFile } from '#shared/csv'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** The figures of one subject as a file: those that the page shows at the same address. */
export default class SheetsController {
  async show(ctx: HttpContext) {
    const { request, response } = ctx
    const name = SHEETS.find((one) => one === request.qs().tableau)
    if (!name) throw notFound(ctx)
    const { period, demarche, figures } = await figuresAsked(ctx)
    const { title, heads, rows } = sheetOf(name, figures)
    const about = [
      [title],
      [t('superviseur.figures.file_period', { from: period.from, until: period.until })],
      [demarche?.title ?? t('superviseur.figures.all_demarches')],
      [],
    ]
    const lines = rows.map(({ label, cells }) => [label, ...cells.map(({ value }) => value)])
    response.header('Content-Type', 'text/csv; charset=utf-8')
    response.header(
      'Content-Disposition',
      `attachment; filename="${name}-${period.from}-${period.until}.csv"`
    )
    return response.send(csvFile([...about, heads, ...lines]))
  }
}
