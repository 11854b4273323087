import type { HttpContext } from '@adonisjs/core/http'
import { t } from '#shared/translate'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { correctionAsked } from '../history.js'
import { lockAsked } from '../lock_asked.js'
import { dossierPath } from '../paths.js'
import { showCorrection } from '../show_correction.js'
import { takeCorrection } from '../take_correction.js'

/** The correction that was asked for: what was singled out, or everything. */
export default class CorrectionsController {
  async show(ctx: HttpContext) {
    const { dossier, version } = ctx.held
    if (!correctionAsked(dossier, version.workflow)) return notAsked(ctx)
    return showCorrection(ctx)
  }

  async store(ctx: HttpContext) {
    if (!(await lockAsked(ctx))) return notAsked(ctx)
    const { dossier } = ctx.held
    const taken = await takeCorrection(ctx)
    if (taken.type === 'conflict') {
      ctx.response.status(409)
      return showCorrection(ctx, [], taken.typed)
    }
    if (taken.type === 'again') {
      const [refused] = taken.refused
      if (refused) ctx.session.flash('error', refused.message)
      const path = `${dossierPath(dossier.id, 'correction')}#${taken.anchor}`
      return ctx.response.redirect().toPath(path)
    }
    if (taken.refused.length > 0) return invalid(ctx, taken.errors)

    const actor = { role: 'usager' as const, label: dossier.contactName ?? 'Usager' }
    const outcome = await new CorrectDossier().handle(dossier.id, taken.typed, actor)
    switch (outcome.type) {
      case 'not-asked':
        return notAsked(ctx)
      case 'invalid':
        return invalid(ctx, outcome.errors)
      case 'corrected':
        ctx.session.flash('success', t('usager.correction.done'))
        return ctx.response.redirect(dossierPath(dossier.id))
    }
  }
}

function invalid(ctx: HttpContext, errors: Parameters<typeof showCorrection>[1]) {
  ctx.response.status(422)
  return showCorrection(ctx, errors)
}

/** Sent already (a second click), or no longer asked for. */
async function notAsked({ response, view, request, held }: HttpContext) {
  response.status(request.method() === 'POST' ? 409 : 200)
  return view.render('pages/usager/not_asked', { follow: dossierPath(held.dossier.id) })
}
