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
    return showExports(ctx, 'superviseur')
  }

  async create(ctx: HttpContext) {
    return showNewExport(ctx, 'superviseur')
  }

  async store(ctx: HttpContext) {
    return storeExport(ctx, 'superviseur')
  }

  async show(ctx: HttpContext) {
    return sendExport(ctx, 'superviseur')
  }

  async destroy(ctx: HttpContext) {
    return withdrawExport(ctx, 'superviseur')
  }
}
