import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { answerChange, refuse } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { incomplete, readRule, typedWithout } from '#desks/admin/builder/rule_form'
import { sendScreen } from '#desks/admin/builder/send_screen'
import { t } from '#shared/translate'

/**
 * The condition of a page or question. `go`: `save`; `add` for one more row; `remove-2`; anything else
 * only shows what fits the question that was picked. A condition is kept once each row says something.
 */
export default class RulesController {
  async store(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const { demarche, draft } = builder
    const body = ctx.request.body()
    const at = { ...standingIn(body), volet: 'avance' as const }
    const go = String(body.go ?? '')
    const gone = /^remove-(\d{1,2})$/.exec(go)
    const given = gone ? typedWithout(body.r, Number(gone[1])) : body.r
    const rule = readRule(draft.document, at.q, given)
    const typed = { body: {}, errors: {}, rule: given, moreRows: go === 'add' }
    const version = seenVersion(ctx)
    if (rule === undefined && version === draft.version) {
      if (go === 'save') return refuse(ctx, builder, { at, typed }, [incomplete()])
      const seen = { document: draft.document, at }
      return sendScreen(ctx, builder, { at, typed }, { seen })
    }
    const by = ctx.account.name
    const operation = { type: 'rule' as const, path: at.q, rule: rule ?? undefined }
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t('builder.done.rule')
    const query = go === 'add' ? 'plus=1' : ''
    return answerChange(ctx, demarche, outcome, { at, volet: 'avance', say, typed, query })
  }
}
