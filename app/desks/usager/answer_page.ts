import type { HttpContext } from '@adonisjs/core/http'
import { t } from '#shared/translate'
import type { Held } from './held.js'
import { unseenReports } from './nearby.js'
import { dossierPath, draftPath, pagePath } from './paths.js'
import { showPage } from './show_page.js'
import type { Taken } from './take_page.js'

/** Where a posted page leads: on, back, away, or to itself with what is wrong. */
export async function answerPage(
  ctx: HttpContext,
  { dossier, version }: Held,
  page: string,
  taken: Taken
) {
  const { request, response, session } = ctx
  const { id } = dossier
  const query = request.qs().verifier === undefined ? '' : '?verifier'
  const go = (path: string) => response.redirect().toPath(path)
  if ('refused' in taken && taken.refused[0]) session.flash('error', taken.refused[0].message)

  switch (taken.type) {
    case 'submitted':
      return go(dossierPath(id))
    case 'conflict': {
      const draft = { id, answers: taken.typed, channel: dossier.channel }
      response.status(409)
      return showPage(ctx, { version, draft, page, kept: dossier.answers })
    }
    case 'again':
      if (taken.unseen) session.flash('info', t('usager.page.unseen'))
      return go(`${pagePath(id, page)}${query}#${taken.anchor}`)
    case 'left': {
      if (taken.to === 'later') return go(draftPath(id, 'plus-tard'))
      const previous = version.form.journey(taken.answers, dossier.clock()).previous(page)
      return go(pagePath(id, previous ?? page))
    }
    case 'invalid': {
      const draft = { id, answers: taken.answers, channel: dossier.channel }
      response.status(422)
      return showPage(ctx, { version, draft, page, errors: taken.errors })
    }
    case 'complete': {
      const journey = version.form.journey(taken.answers, dossier.clock())
      const near = await unseenReports(ctx, { dossier, version }, taken.answers)
      if (near.length > 0) return go(draftPath(id, 'proches'))
      const next = query ? journey.firstInvalid : (journey.next(page) ?? journey.firstInvalid)
      return go(next ? `${pagePath(id, next)}${query}` : draftPath(id, 'verifier'))
    }
  }
}
