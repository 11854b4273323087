import type { HttpContext } from '@adonisjs/core/http'
import { openLien, renewLien } from '../liens.js'

/** `/reprendre/:token`: the link that leads back to a draft. */
export default class DraftLiensController {
  show(ctx: HttpContext) {
    return openLien(ctx, 'draft')
  }

  store(ctx: HttpContext) {
    return renewLien(ctx, 'draft')
  }
}
