import type { HttpContext } from '@adonisjs/core/http'
import { answerSave } from '../answer_save.js'
import { knownPage } from '../known_page.js'
import { keepPage } from '../take_page.js'
import { count } from '../throttles.js'

/** What a script sends of a page while it is filled in: kept as a plain post would be, not judged. */
export default class SavesController {
  async store(ctx: HttpContext) {
    const page = knownPage(ctx)
    await count(ctx, 'save', ctx.held.dossier.id)
    return answerSave(ctx, ctx.held, page, await keepPage(ctx, ctx.held, page))
  }
}
