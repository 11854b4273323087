import type { HttpContext } from '@adonisjs/core/http'
import { EraseDossier, keptBecause } from '#archive/actions/erase_dossier'
import { actorOf, pathOf, sentDossier } from '#desks/superviseur/dossier_page'
import { erasureValidator } from '#desks/superviseur/validators'
import type Dossier from '#dossiers/dossier'
import { t } from '#shared/translate'

/** « Effacer à la demande de l’usager »: the right to erasure, once the reference is typed. */
export default class ErasuresController {
  async create(ctx: HttpContext) {
    return show(ctx, await sentDossier(ctx))
  }

  async store(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const dossier = await sentDossier(ctx)
    const typed = {
      reason: text(request.input('reason')),
      reference: text(request.input('reference')),
    }
    const [invalid, input] = await erasureValidator.tryValidate(request.all())
    const unlike = dossier.reference !== typed.reference.trim().toUpperCase()
    if (invalid || unlike) {
      const errors = [...(invalid ? ['reason'] : []), ...(unlike ? ['reference'] : [])]
      return show(ctx, dossier, { typed, errors }, 422)
    }

    const outcome = await new EraseDossier().handle(dossier.id, input.reason, actorOf(account))
    if (outcome.type === 'kept') return show(ctx, dossier, { typed }, 409)
    session.flash('success', t('archive.erase.done', { reference: outcome.reference }))
    return response.redirect('/superviseur/archives?vue=detruits')
  }
}

interface Shown {
  typed?: { reason: string; reference: string }
  /** Names of fields. */
  errors?: string[]
}

async function show(
  ctx: HttpContext,
  dossier: Dossier,
  { typed = { reason: '', reference: '' }, errors = [] }: Shown = {},
  status = 200
) {
  const page = { dossier, typed, errors, kept: keptBecause(dossier), path: pathOf(ctx) }
  const html = await ctx.view.render('pages/superviseur/erase', page)
  return ctx.response.status(status).send(html)
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
