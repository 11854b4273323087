import type { HttpContext } from '@adonisjs/core/http'
import { DESK, LIST } from '#desks/superviseur/desk'
import { answerLive } from '#dossiers/live_answer'
import { liveRows } from '#reporting/live_rows'

/** What comes in and changes, on the screen of whoever has the list open. */
export default class LivesController {
  async show(ctx: HttpContext) {
    return answerLive(ctx)
  }

  async rows(ctx: HttpContext) {
    return liveRows(ctx, DESK.name, { dossiers: LIST, select: false })
  }
}
