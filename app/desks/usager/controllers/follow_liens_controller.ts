import type { HttpContext } from '@adonisjs/core/http'
import { openLien, renewLien } from '../liens.js'

/** `/suivi/:token`: the link that leads to a follow-up. */
export default class FollowLiensController {
  show(ctx: HttpContext) {
    return openLien(ctx, 'follow')
  }

  store(ctx: HttpContext) {
    return renewLien(ctx, 'follow')
  }
}
