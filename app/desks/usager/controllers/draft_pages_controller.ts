import type { HttpContext } from '@adonisjs/core/http'
import { answerPage } from '../answer_page.js'
import { knownPage } from '../known_page.js'
import { draftPath, pagePath } from '../paths.js'
import { showPage } from '../show_page.js'
import { takePage } from '../take_page.js'

/** A page of a draft. Where one may go is computed from the answers that are kept. */
export default class DraftPagesController {
  async show(ctx: HttpContext) {
    const { dossier, version } = ctx.held
    const page = knownPage(ctx)
    const journey = version.form.journey(dossier.answers, dossier.clock())
    if (!journey.reachable(page)) {
      const { firstInvalid } = journey
      const path = firstInvalid
        ? pagePath(dossier.id, firstInvalid)
        : draftPath(dossier.id, 'verifier')
      return ctx.response.redirect(path)
    }
    return showPage(ctx, { version, draft: dossier, page })
  }

  async store(ctx: HttpContext) {
    const page = knownPage(ctx)
    return answerPage(ctx, ctx.held, page, await takePage(ctx, ctx.held, page))
  }
}
