import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, openDossier, pathOf } from '#desks/accueil/dossier_page'
import { IssueReceipt } from '#dossiers/actions/issue_receipt'

/** What somebody takes away on paper from the counter. */
export default class ReceiptsController {
  async store(ctx: HttpContext) {
    const { response, view, commune, account } = ctx
    const dossier = await openDossier(ctx)
    const receipt = await new IssueReceipt().handle(dossier, commune, actorOf(account))
    response.header('Cache-Control', 'private, no-store')
    return view.render('pages/accueil/receipt', { dossier, receipt, path: pathOf(ctx) })
  }
}
