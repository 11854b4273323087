import type { HttpContext } from '@adonisjs/core/http'
import {
  sendExport,
  showExports,
  showNewExport,
  storeExport,
  withdrawExport,
} from '#reporting/exports/screen'

/** Lists as files, for spreadsheets. */
export default class ExportsController {
  async index(ctx: HttpContext) {
    return showExports(ctx, 'accueil')
  }

  async create(ctx: HttpContext) {
    return showNewExport(ctx, 'accueil')
  }

  async store(ctx: HttpContext) {
    return storeExport(ctx, 'accueil')
  }

  async show(ctx: HttpContext) {
    return sendExport(ctx, 'accueil')
  }

  async destroy(ctx: HttpContext) {
    return withdrawExport(ctx, 'accueil')
  }
}
