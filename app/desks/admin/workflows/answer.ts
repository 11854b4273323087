import type { HttpContext } from '@adonisjs/core/http'
import type { WorkflowOutcome } from '#catalogue/actions/edit_workflow'
import type { WorkflowDraft } from '#catalogue/workflow_drafts'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { type Place, placeHref } from './address.js'
import type { OpenWorkflow } from './open_workflow.js'
import { type Shown, screenOf, useLine } from './screen.js'

export async function sendEditor(
  ctx: HttpContext,
  workflow: OpenWorkflow,
  shown: Shown,
  status = 200
) {
  const page = await ctx.view.render('pages/admin/workflows/show', await screenOf(workflow, shown))
  return ctx.response.status(status).send(page)
}

export const opened = (draft: WorkflowDraft): OpenWorkflow => ({
  slug: draft.slug,
  definition: draft.definition,
  draft,
})

interface Answered {
  /** Where it was asked from. */
  at: Place
  /** Where to go once it is done; to what was changed without it. */
  next?: Place
  /** What was done, in words. */
  say: string
  /** To be shown again where it could not be done. */
  typed?: Shown['typed']
}

/** After a change: the workflow as it is now, at what was changed; or what stands in the way. */
export async function answerChange(
  ctx: HttpContext,
  outcome: WorkflowOutcome,
  { at, next, say, typed }: Answered
) {
  const { draft } = outcome
  switch (outcome.type) {
    case 'done':
    case 'nothing': {
      const changed: Place =
        outcome.type === 'done'
          ? { subject: outcome.part, key: outcome.key, volet: 'essentiel' }
          : at
      ctx.session.flash('workflow', outcome.type === 'done' ? say : t('workflows.done.nothing'))
      return ctx.response
        .redirect()
        .status(303)
        .toPath(placeHref(draft.slug, next ?? changed))
    }
    case 'overtaken':
      return sendEditor(ctx, opened(draft), { at, typed, alert: conflictOf(draft) }, 409)
    case 'missing': {
      const alert = { tone: 'error' as const, text: t('workflows.refused.missing') }
      return sendEditor(ctx, opened(draft), { at, typed, alert }, 409)
    }
    case 'refused': {
      const lines = [...new Set(outcome.problems.map(({ message }) => message))]
      const alert = { tone: 'error' as const, text: t('workflows.refused.title'), lines }
      return sendEditor(ctx, opened(draft), { at, typed, alert }, 422)
    }
    case 'in-use': {
      const lines = outcome.uses.map((use) => {
        const { title, by } = useLine(draft.slug, draft.definition, use)
        return `${title} (${by})`
      })
      const alert = { tone: 'error' as const, text: t('workflows.refused.in_use'), lines }
      return sendEditor(ctx, opened(draft), { at, typed, alert }, 422)
    }
  }
}

/** That somebody else has saved since, and who. */
export function conflictOf({ savedBy, savedAt }: WorkflowDraft) {
  return {
    tone: 'warning' as const,
    title: t('workflows.conflict.title'),
    text: t('workflows.conflict.text', { name: savedBy, when: formatters.ago(savedAt) }),
  }
}
