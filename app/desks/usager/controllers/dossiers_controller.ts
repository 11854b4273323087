import type { HttpContext } from '@adonisjs/core/http'
import { showFollow } from '../follow_page.js'

/** The follow-up of a dossier. */
export default class DossiersController {
  async show(ctx: HttpContext) {
    return showFollow(ctx)
  }
}
