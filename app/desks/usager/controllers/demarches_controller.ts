import type { HttpContext } from '@adonisjs/core/http'
import { openVersion } from '#catalogue/versions'
import type { FileSettings, Form } from '#forms/main'
import { markdownHtml } from '#forms/markdown_html'
import { formatters } from '#shared/formatters'
import { draftsHeld } from '../drafts_held.js'
import { offer } from '../offer.js'
import { draftPath, fillPath } from '../paths.js'
import { kindsInWords } from '../kinds.js'
import { broughtBy } from '../prefill.js'

export default class DemarchesController {
  async show(ctx: HttpContext) {
    const { demarche, opening } = ctx.offered
    const { form } = await openVersion(demarche.versionId!)
    const [draft] = await draftsHeld(ctx.session, demarche.id)
    // A second draft is begun on purpose: its address tells it from the first.
    const query = [draft && `demande=${offer()}`, broughtBy(ctx, form).query].filter(Boolean)
    return ctx.view.render('pages/usager/demarche', {
      demarche,
      opening,
      intro: markdownHtml(demarche.intro),
      legalNotice: markdownHtml(demarche.legalNotice),
      pages: form.steps({}),
      most: new Set(form.questions().map(({ page }) => form.stepOf(page))).size,
      pieces: piecesAsked(form),
      resume: draft && { href: draftPath(draft.id), savedAt: draft.savedAt },
      begin: [fillPath(demarche.slug), query.join('&')].filter(Boolean).join('?'),
    })
  }
}

function piecesAsked(form: Form) {
  return form
    .questions()
    .filter((question) => question.settings)
    .map(({ title, required, conditional, settings }) => {
      const { accept, maxSize } = settings as unknown as FileSettings
      return {
        title,
        when: !required ? 'optional' : conditional ? 'conditional' : 'required',
        kinds: kindsInWords(accept),
        size: formatters.fileSize(maxSize),
      }
    })
}
