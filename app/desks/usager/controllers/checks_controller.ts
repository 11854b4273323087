import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { markdownHtml } from '#forms/markdown_html'
import { draftPath, pagePath } from '../paths.js'
import { piecesFor } from '../pieces.js'
import { seal } from '../seal.js'
import { standsAt } from '../stands_at.js'
import { summaryView } from '../summary_view.js'

/** « Vérifiez vos réponses », once every page is complete. */
export default class ChecksController {
  async show({ response, view, held }: HttpContext) {
    const { dossier, version } = held
    const { id, answers } = dossier
    if (standsAt(held) !== draftPath(id, 'verifier')) return response.redirect(standsAt(held))

    const demarche = await Demarche.findOrFail(dossier.demarcheId)
    const pieces = await piecesFor(version.form, id, answers, draftPath(id))
    const change = (page: string, anchor: string) =>
      `${pagePath(id, version.form.stepOf(page))}?verifier${anchor}`
    return view.render('pages/usager/check', {
      title: version.title,
      dossier,
      legalNotice: markdownHtml(demarche.legalNotice),
      pages: summaryView(version.form.summary(answers, pieces), change),
      previous: pagePath(id, version.form.steps(answers).at(-1)!.key),
      seal: seal(id),
    })
  }
}
