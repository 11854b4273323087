import type { HttpContext } from '@adonisjs/core/http'
import { listPage } from '#reporting/list_page'
import { readListRequest } from '#reporting/list_request'
import { tourOf } from '#identity/tours'
import { DESK } from '#desks/accueil/desk'

/** What has come in, the oldest first. */
export default class InboxController {
  async index(ctx: HttpContext) {
    const { request, view } = ctx
    const desk = { ...DESK, readerId: ctx.account.id }
    const list = await listPage('/accueil', readListRequest(request.qs(), desk), desk)
    return view.render('pages/accueil/inbox', { list, tour: tourOf(ctx, 'inbox') })
  }
}
