import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, communeOf } from '#desks/operator/commune_of'
import { communePage } from '#desks/operator/commune_page'
import { line } from '#desks/operator/wizard/step'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { addHostname, askForCheck, makeMain, removeHostname } from '#tenancy/hostname_life'
import { readHost } from '#tenancy/hostnames'

/** The hostnames of a commune: added, shown to be its own, used in mails, taken away. */
export default class HostnamesController {
  async store(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    const read = readHost(line(ctx.request.input('host')))
    if ('problem' in read) {
      return communePage(ctx, sheet, { host: t(`operator.host.${read.problem}`) })
    }
    const subject = { communeId: sheet.id, communeName: sheet.name, host: read.host }
    const outcome = await addHostname(subject, actorOf(ctx))
    switch (outcome.type) {
      case 'taken':
        return communePage(ctx, sheet, { host: t('operator.host.taken') })
      case 'added':
        ctx.session.flash('success', t('operator.hostnames.added', { host: read.host }))
        return ctx.response.redirect(`/communes/${sheet.id}`)
    }
  }

  async verify(ctx: HttpContext) {
    return act(ctx, 'asked', askForCheck)
  }

  async promote(ctx: HttpContext) {
    return act(ctx, 'main', makeMain)
  }

  async destroy(ctx: HttpContext) {
    return act(ctx, 'removed', removeHostname)
  }
}

/** @throws a 404 where the hostname is none of the commune's, or not in a state for it */
async function act(ctx: HttpContext, done: string, action: typeof makeMain) {
  const { id, name } = await communeOf(ctx)
  const { host } = ctx.params
  const changed = await action({ communeId: id, communeName: name, host }, actorOf(ctx))
  if (!changed) throw notFound(ctx)
  ctx.session.flash('success', t(`operator.hostnames.${done}`, { host }))
  return ctx.response.redirect(`/communes/${id}`)
}
