import type { HttpContext } from '@adonisjs/core/http'
import { listPage } from '#reporting/list_page'
import { readListRequest } from '#reporting/list_request'
import { SENT } from '#reporting/trays'

const DESK = { trays: SENT, tray: 'accueil' } as const

/** What has come in, the oldest first. */
export default class InboxController {
  async index({ request, view }: HttpContext) {
    const list = await listPage('/accueil', readListRequest(request.qs(), DESK), DESK)
    return view.render('pages/accueil/inbox', { list })
  }
}
