import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import type { Opening } from '#catalogue/opening'
import { markdownHtml } from '#forms/markdown_html'
import type { Actor } from '#workflow/main'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import { signedInAccount } from '#identity/signed_in'
import { dossierPath, draftPath } from '../paths.js'

export default class SubmissionsController {
  async store(ctx: HttpContext) {
    const { dossier } = ctx.held
    const actor = await senderOf(ctx)
    if (!actor) {
      const retour = draftPath(dossier.id, 'verifier')
      return ctx.response.redirect().withQs({ retour }).toPath('/connexion')
    }

    const outcome = await new SubmitDossier().handle(dossier.id, actor)
    switch (outcome.type) {
      case 'submitted':
      case 'already-submitted':
        return ctx.response.redirect(dossierPath(dossier.id, 'envoye'))
      case 'incomplete':
        return ctx.response.redirect(draftPath(dossier.id))
      case 'not-open':
        return notOpen(ctx, outcome.opening)
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
async function notOpen({ response, view, held: { dossier } }: HttpContext, opening: Opening) {
  const demarche = await Demarche.findOrFail(dossier.demarcheId)
  response.status(409)
  return view.render('pages/usager/not_open', { dossier, demarche, opening })
}

/** Who sends: the usager, or the agent who fills it in for one; null when that agent signed out. */
async function senderOf(ctx: HttpContext): Promise<Actor | null> {
  const { dossier } = ctx.held
  if (dossier.channel === 'online') {
    return { role: 'usager', label: dossier.contactName ?? 'Usager' }
  }
  const account = await signedInAccount(ctx)
  return account?.may('accueil') ? { role: 'accueil', id: account.id, label: account.name } : null
}
