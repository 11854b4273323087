import type { HttpContext } from '@adonisjs/core/http'
import { openDataLien } from '../liens.js'

/** `/mes-donnees/:token`: the mailed link that proves an address. */
export default class DataLiensController {
  show(ctx: HttpContext) {
    return openDataLien(ctx)
  }
}
