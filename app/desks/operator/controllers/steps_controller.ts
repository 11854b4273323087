import type { HttpContext } from '@adonisjs/core/http'
import { type Draft, draftOf, saveDraft } from '#desks/operator/wizard/draft'
import type { Errors, Step } from '#desks/operator/wizard/step'
import { nextAfter, pathOf, STEPS, wantingBefore } from '#desks/operator/wizard/steps'
import { notFound } from '#shared/not_found'

/** A page of the wizard. Those before it have been answered. */
export default class StepsController {
  async show(ctx: HttpContext) {
    const { step, draft } = await opened(ctx)
    const before = wantingBefore(draft.answers, step.path)
    if (before) return ctx.response.redirect(pathOf(draft.id, before.path))
    return page(ctx, step, draft, step.fields(draft.answers))
  }

  async update(ctx: HttpContext) {
    const { step, draft } = await opened(ctx)
    if (wantingBefore(draft.answers, step.path)) throw notFound(ctx)
    const body = ctx.request.body()
    const taken = await step.take(body, draft)
    switch (taken.type) {
      case 'refused':
        return page(ctx, step, draft, { ...step.fields(draft.answers), ...body }, taken.errors)
      case 'taken':
        await saveDraft(draft.id, taken.answers)
        return ctx.response.redirect(pathOf(draft.id, nextAfter(taken.answers, step.path)))
    }
  }
}

async function opened(ctx: HttpContext): Promise<{ step: Step; draft: Draft }> {
  const step = STEPS.find(({ path }) => path === ctx.params.step)
  const draft = step && (await draftOf(ctx.operator.id, ctx.params.id))
  if (!draft) throw notFound(ctx)
  return { step, draft }
}

async function page(
  ctx: HttpContext,
  step: Step,
  draft: Draft,
  typed: Record<string, unknown>,
  errors: Errors = {}
) {
  if (Object.keys(errors).length > 0) ctx.response.status(422)
  return ctx.view.render(`pages/operator/wizard/${step.path}`, {
    ...(await step.show(draft, ctx.request.qs())),
    draft,
    step: { path: step.path, number: STEPS.indexOf(step) + 1, total: STEPS.length + 1 },
    typed,
    errors,
  })
}
