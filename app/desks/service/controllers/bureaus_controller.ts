import type { HttpContext } from '@adonisjs/core/http'
import { CheckCode, type CodeOutcome, SendCode } from '#desks/service/actions/open_bureau'
import { bureauPath, isOpen, lienFor, serviceOf } from '#desks/service/bureau'
import { pathOf } from '#desks/service/dossier_page'
import { opinionPath } from '#desks/service/opinion_page'
import { bureauOf } from '#desks/service/queries/bureau'
import { dayOf } from '#dossiers/day'
import { grants } from '#identity/grants'
import type Service from '#identity/service'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { DateTime } from 'luxon'

/** The list of a service: what was transferred to it, behind a code sent to its registered address. */
export default class BureausController {
  async show(ctx: HttpContext) {
    const service = await serviceOf(ctx)
    if (!isOpen(ctx, service)) return ask(ctx, service)
    const bureau = await bureauOf(service.id, dayOf(DateTime.now()))
    return ctx.view.render('pages/service/bureau', {
      service,
      bureau,
      path: bureauPath(service.id),
    })
  }

  /** Sends a code; the answer is the same whether one is sent or not. */
  async send(ctx: HttpContext) {
    const service = await serviceOf(ctx)
    await new SendCode().handle(service, ctx.request.ip())
    return ask(ctx, service, { sent: true })
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const service = await serviceOf(ctx)
    const outcome = await new CheckCode().handle(service, String(request.input('code') ?? ''))
    if (outcome !== 'right') return ask(ctx, service, { sent: true, outcome }, 422)
    grants(session).giveService(service)
    return response.redirect(bureauPath(service.id))
  }

  /** One of its dossiers, by the lien that it has for it. */
  async open(ctx: HttpContext) {
    const lien = await lienFor(ctx)
    if (!lien) throw notFound(ctx)
    grants(ctx.session).giveLien(lien.id)
    const path = lien.purpose === 'opinion' ? opinionPath : pathOf
    return ctx.response.redirect(path(lien.dossierId))
  }

  async destroy(ctx: HttpContext) {
    const service = await serviceOf(ctx)
    grants(ctx.session).dropService(service.id)
    ctx.session.flash('success', t('service.bureau.left'))
    return ctx.response.redirect(bureauPath(service.id))
  }
}

async function ask(
  { view, response }: HttpContext,
  service: Service,
  shown: { sent?: boolean; outcome?: CodeOutcome } = {},
  status = 200
) {
  const path = bureauPath(service.id)
  const email = veiled(service.email)
  const page = await view.render('pages/service/bureau_code', { service, path, email, ...shown })
  return response.status(status).send(page)
}

/** `vo•••@plassans.fr`: known to who has it, of no use to who has not. */
function veiled(email: string): string {
  const [name = '', host] = email.split('@')
  return `${name.slice(0, 2)}•••@${host}`
}
