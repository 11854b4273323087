import type { HttpContext } from '@adonisjs/core/http'
import { opinionPath } from '#desks/service/opinion_page'
import { openLien } from '#desks/service/open_lien'

export default class OpinionLiensController {
  /** The link by which an opinion is asked. Scanners open it too. */
  async show(ctx: HttpContext) {
    return openLien(ctx, ['opinion'], opinionPath)
  }
}
