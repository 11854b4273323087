import type { HttpContext } from '@adonisjs/core/http'
import { v7 as uuidv7 } from 'uuid'
import { openVersion } from '#catalogue/versions'
import { answerPage } from '../answer_page.js'
import { beginDraft, firstAnswers } from '../begin.js'
import { isForAnybody, keepBlank, newOwn } from '../blank_pages.js'
import { draftsHeld } from '../drafts_held.js'
import { accepted } from '../offer.js'
import { draftPath } from '../paths.js'
import { broughtBy } from '../prefill.js'
import { showPage } from '../show_page.js'
import { takePage } from '../take_page.js'
import { count, isOver } from '../throttles.js'

/** The first page of a form, where nothing is kept yet: sending it begins the draft. */
export default class FirstPagesController {
  async show(ctx: HttpContext) {
    const { demarche, opening } = ctx.offered
    if (opening !== 'open') return ctx.response.redirect(`/demarches/${demarche.slug}`)

    // Back from the second page leads here: to the draft that was begun, not to an empty one.
    const offered: unknown = ctx.request.qs().demande
    const own = newOwn(ctx, accepted(offered))
    const id = own.draft
    const drafts = await draftsHeld(ctx.session, demarche.id)
    const begun = offered ? drafts.find((draft) => draft.id === id) : drafts[0]
    const version = await openVersion(demarche.versionId!)
    const page = version.form.steps({})[0]!.key
    if (begun) return ctx.response.redirect(draftPath(begun.id, page))
    const { answers, query: prefill } = broughtBy(ctx, version.form)
    const draft = { id, answers }
    const { slug } = demarche
    const html = await showPage(ctx, { version, draft, page, slug, prefill, seal: own.seal })
    // What a page may load stands in its headers, which are not kept.
    if (isForAnybody(ctx) && !html.includes('<meta name="map"')) keepBlank(ctx, html, own)
    return html
  }

  async store(ctx: HttpContext) {
    const { demarche, opening } = ctx.offered
    if (opening !== 'open') return ctx.response.redirect(`/demarches/${demarche.slug}`)

    const version = await openVersion(demarche.versionId!)
    const { answers: brought, query: prefill } = broughtBy(ctx, version.form)
    const { page, answers } = firstAnswers(ctx, version, brought)

    if (await isOver(ctx, 'draft')) {
      const draft = { id: uuidv7(), answers }
      ctx.response.status(429)
      return showPage(ctx, { version, draft, page, slug: demarche.slug, prefill, tooMany: true })
    }

    await count(ctx, 'draft')
    const dossier = await beginDraft(ctx, version, answers)
    if (!dossier.isDraft) return ctx.response.redirect(draftPath(dossier.id))
    const held = { dossier, version: await dossier.version() }
    return answerPage(ctx, held, page, await takePage(ctx, held, page))
  }
}
