import type { HttpContext } from '@adonisjs/core/http'
import { UndoDraft } from '#catalogue/actions/edit_draft'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { demarcheOf, seenVersion } from '#desks/admin/builder/open_builder'
import { t } from '#shared/translate'

/** Takes the last change back, or does it again. */
export default class UndosController {
  async store(ctx: HttpContext) {
    const demarche = await demarcheOf(ctx)
    const body = ctx.request.body()
    const direction = body.sens === 'retablir' ? ('redo' as const) : ('undo' as const)
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new UndoDraft().handle({ demarche, version, by, direction })
    return answerChange(ctx, demarche, outcome, {
      at: standingIn(body),
      say: t(`builder.done.${direction}`),
    })
  }
}
