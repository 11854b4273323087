import type { HttpContext } from '@adonisjs/core/http'
import { isUuid } from '#shared/matchers'
import { lastEntries } from '#tenancy/operator_entries'

const PAGE = 50

/** What operators did, the newest first. */
export default class EntriesController {
  async index({ request, view }: HttpContext) {
    const asked = request.input('avant')
    const before = typeof asked === 'string' && isUuid(asked) ? asked : undefined
    const found = await lastEntries({ before, limit: PAGE + 1 })
    const entries = found.slice(0, PAGE)
    const next = found.length > PAGE ? entries.at(-1)!.id : null
    return view.render('pages/operator/journal', { entries, next, first: !before })
  }
}
