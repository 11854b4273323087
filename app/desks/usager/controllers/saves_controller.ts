import type { HttpContext } from '@adonisjs/core/http'
import { knownPage } from '../known_page.js'
import { linksOf } from '../live.js'
import { keepPage } from '../take_page.js'
import { count } from '../throttles.js'

/** What a script sends of a page while it is filled in: kept as a plain post would be, not judged. */
export default class SavesController {
  async store(ctx: HttpContext) {
    const { dossier } = ctx.held
    const page = knownPage(ctx)
    await count(ctx, 'save', dossier.id)
    const kept = await keepPage(ctx, ctx.held, page)
    if (kept.type === 'submitted') return ctx.response.status(409).json({})
    return ctx.response.json(linksOf(dossier.id, page))
  }
}
