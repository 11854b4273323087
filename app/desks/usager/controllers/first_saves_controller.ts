import type { HttpContext } from '@adonisjs/core/http'
import { openVersion } from '#catalogue/versions'
import { answerSave } from '../answer_save.js'
import { beginDraft, firstAnswers } from '../begin.js'
import { broughtBy } from '../prefill.js'
import { keepPage } from '../take_page.js'
import { count } from '../throttles.js'

/** The first save of a first page: it begins the draft, under the id that the page carries. */
export default class FirstSavesController {
  async store(ctx: HttpContext) {
    const { demarche, opening } = ctx.offered
    if (opening !== 'open') return ctx.response.status(409).json({})

    const version = await openVersion(demarche.versionId!)
    const { answers: brought } = broughtBy(ctx, version.form)
    const { page, answers } = firstAnswers(ctx, version, brought)
    await count(ctx, 'draft')
    const dossier = await beginDraft(ctx, version, answers)
    if (!dossier.isDraft) return ctx.response.status(409).json({})
    // Of a draft that was begun before, by a save whose answer got lost, this one may say more.
    const held = { dossier, version: await dossier.version() }
    return answerSave(ctx, held, page, await keepPage(ctx, held, page))
  }
}
