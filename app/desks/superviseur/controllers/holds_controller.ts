import type { HttpContext } from '@adonisjs/core/http'
import { HoldDossier } from '#archive/actions/hold_dossier'
import { actorOf, pathOf, sentDossier } from '#desks/superviseur/dossier_page'
import { holdValidator } from '#desks/superviseur/validators'
import type Dossier from '#dossiers/dossier'
import { t } from '#shared/translate'

/** « Conserver plus longtemps »: a dossier held beyond its time, with the reason. */
export default class HoldsController {
  async create(ctx: HttpContext) {
    return show(ctx, await sentDossier(ctx))
  }

  async store(ctx: HttpContext) {
    const { request, response, session, account, params } = ctx
    const dossier = await sentDossier(ctx)
    const [invalid, input] = await holdValidator.tryValidate(request.all())
    if (invalid) {
      response.status(422)
      return show(ctx, dossier, { typed: String(request.input('reason') ?? ''), failed: true })
    }
    await new HoldDossier().handle(params.id, input.reason, actorOf(account))
    session.flash('success', t('archive.hold.done'))
    return response.redirect(pathOf(ctx))
  }

  async destroy(ctx: HttpContext) {
    const { response, session, account } = ctx
    const dossier = await sentDossier(ctx)
    await new HoldDossier().release(dossier.id, actorOf(account))
    session.flash('success', t('archive.hold.released'))
    return response.redirect(pathOf(ctx))
  }
}

function show(
  ctx: HttpContext,
  dossier: Dossier,
  { typed = '', failed = false }: { typed?: string; failed?: boolean } = {}
) {
  return ctx.view.render('pages/superviseur/hold', { dossier, typed, failed, path: pathOf(ctx) })
}
