import type { HttpContext } from '@adonisjs/core/http'
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
    }
  }

  /** The confirmation. */
  async show({ view, held: { dossier } }: HttpContext) {
    return view.render('pages/usager/sent', { dossier, follow: dossierPath(dossier.id) })
  }
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
