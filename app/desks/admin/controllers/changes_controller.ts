import type { HttpContext } from '@adonisjs/core/http'
import { uuid } from '#shared/matchers'
import { lastChanges } from '#tenancy/changes'

const PAGE = 50

/** Who changed what in how the commune works. */
export default class ChangesController {
  async index({ request, view }: HttpContext) {
    const asked = String(request.qs().avant ?? '')
    const before = uuid.match.test(asked) ? asked : undefined
    const found = await lastChanges({ before, limit: PAGE + 1 })
    const changes = found.slice(0, PAGE)
    const next = found.length > PAGE ? changes.at(-1)!.id : null
    return view.render('pages/admin/changes', { changes, next, first: !before })
  }
}
