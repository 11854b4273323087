import type { HttpContext } from '@adonisjs/core/http'
import { ArrangeDemarches } from '#catalogue/actions/arrange_demarches'
import { ArrangeServices } from '#desks/admin/actions/arrange_services'
import { readStep, type Step } from '#shared/arranged'
import { isUuid } from '#shared/matchers'
import { t } from '#shared/translate'

type Outcome = { type: 'arranged'; name: string; place: number; of: number } | { type: 'unknown' }

/** The order in which usagers find the démarches, and agents the services. */
export default class ArrangementsController {
  async demarches(ctx: HttpContext) {
    const asked = readStep(ctx.request.input('vers'))
    const outcome = asked && (await arrange(asked, ctx.account))
    return answer(ctx, outcome, '/admin/rubriques')
  }

  async services(ctx: HttpContext) {
    const asked = readStep(ctx.request.input('vers'))
    const known = asked && isUuid(asked.key) ? asked : null
    const outcome = known && (await new ArrangeServices().handle(known, ctx.account))
    return answer(ctx, outcome, '/admin/services')
  }
}

/** A démarche goes by its id, a category by `rubrique` and its name. */
function arrange(
  { key, step }: { key: string; step: Step },
  actor: { id: string; name: string }
): Promise<Outcome> {
  const action = new ArrangeDemarches()
  if (isUuid(key)) return action.handle({ what: 'demarche', key, step }, actor)
  return action.handle({ what: 'category', key: key.replace(/^rubrique /, ''), step }, actor)
}

function answer({ response, session }: HttpContext, outcome: Outcome | null, path: string) {
  if (outcome?.type === 'arranged') {
    const { name, place, of } = outcome
    session.flash('success', t('admin.order.done', { name, place, of }))
  } else session.flash('error', t('admin.order.unknown'))
  return response.redirect(path)
}
