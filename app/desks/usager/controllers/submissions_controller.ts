import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import type { Opening } from '#catalogue/opening'
import { markdownHtml } from '#forms/markdown_html'
import type { Actor } from '#workflow/main'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import { signedInAccount } from '#identity/signed_in'
import type Dossier from '#dossiers/dossier'
import { hold, notHeld } from '../held.js'
import { dossierPath, draftPath } from '../paths.js'

export default class SubmissionsController {
  async store(ctx: HttpContext) {
    const { params, response } = ctx
    const outcome = await new SubmitDossier().handle(params.id, (draft) => senderOf(ctx, draft))
    if (outcome.type === 'unknown') return notHeld(ctx)

    const { id } = outcome.dossier
    hold(ctx, id)
    switch (outcome.type) {
      case 'submitted':
      case 'already-submitted':
        return response.redirect(dossierPath(id, 'envoye'))
      case 'incomplete':
        return response.redirect(draftPath(id))
      case 'not-open':
        return notOpen(ctx, outcome)
      case 'not-by-you': {
        const retour = draftPath(id, 'verifier')
        return response.redirect().withQs({ retour }).toPath('/connexion')
      }
    }
  }

  /** The confirmation. */
  async show({ view, held: { dossier } }: HttpContext) {
    const { closing } = await Demarche.findOrFail(dossier.demarcheId)
    const follow = dossierPath(dossier.id)
    return view.render('pages/usager/sent', { dossier, follow, closing: markdownHtml(closing) })
  }
}

/** Closed or complete since the draft was begun: why, and that nothing typed is lost. */
async function notOpen(
  { response, view }: HttpContext,
  { dossier, opening }: { dossier: Dossier; opening: Opening }
) {
  const demarche = await Demarche.findOrFail(dossier.demarcheId)
  response.status(409)
  return view.render('pages/usager/not_open', { dossier, demarche, opening })
}

/** Who sends: the usager, or the agent who fills it in for one; null when that agent signed out. */
async function senderOf(ctx: HttpContext, dossier: Dossier): Promise<Actor | null> {
  if (dossier.channel === 'online') {
    return { role: 'usager', label: dossier.contactName ?? 'Usager' }
  }
  const account = await signedInAccount(ctx)
  return account?.may('accueil') ? { role: 'accueil', id: account.id, label: account.name } : null
}
