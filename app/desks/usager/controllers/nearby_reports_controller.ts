import type { HttpContext } from '@adonisjs/core/http'
import { uuid } from '#shared/matchers'
import { askToWatch } from '#dossiers/watchers'
import { nearbyReports } from '../nearby.js'
import { draftPath } from '../paths.js'
import { seal } from '../seal.js'
import { standsAt } from '../stands_at.js'
import { count } from '../throttles.js'
import { emailValidator } from '../validators.js'

/** « Déjà signalé ? »: what is open around the place of a draft, to be followed instead of doubled. */
export default class NearbyReportsController {
  async show(ctx: HttpContext) {
    return page(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response, held, view } = ctx
    const reports = await nearbyReports(held, held.dossier.answers)
    const asked = String(request.body().report)
    const report = uuid.match.test(asked) && reports.find(({ id }) => id === asked.toLowerCase())
    if (!report) return response.redirect(draftPath(held.dossier.id, 'proches'))

    const [invalid, input] = await emailValidator.tryValidate(request.body())
    if (invalid) {
      response.status(422)
      return page(ctx, { report: report.id, email: String(request.body().email ?? '') })
    }
    await count(ctx, 'request')
    await count(ctx, 'mailbox', input.email)
    await askToWatch(report.id, input.email)
    return view.render('pages/usager/watch_asked', {
      email: input.email,
      next: standsAt(held),
      abandon: draftPath(held.dossier.id, 'abandon'),
    })
  }
}

async function page(
  { view, response, held }: HttpContext,
  failed?: { report: string; email: string }
) {
  const { dossier } = held
  const reports = await nearbyReports(held, dossier.answers)
  const next = standsAt(held)
  if (reports.length === 0) return response.redirect(next)
  return view.render('pages/usager/nearby', {
    title: held.version.title,
    reports,
    failed,
    email: dossier.contactEmail ?? '',
    action: draftPath(dossier.id, 'proches'),
    next,
    seal: seal(dossier.id),
  })
}
