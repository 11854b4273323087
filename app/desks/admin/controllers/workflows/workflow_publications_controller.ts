import type { HttpContext } from '@adonisjs/core/http'
import { type Misfit, PublishWorkflow, usersOf } from '#catalogue/actions/publish_workflow'
import { problemsIn } from '#catalogue/workflow_check'
import type { WorkflowDraft } from '#catalogue/workflow_drafts'
import { placeHref, placeOf, workflowPath } from '#desks/admin/workflows/address'
import { conflictOf } from '#desks/admin/workflows/answer'
import { aroundOf } from '#desks/admin/workflows/around'
import { differencesInWords } from '#desks/admin/workflows/differences'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { readsWith } from '#desks/admin/workflows/rule_words'
import { stageOf } from '#desks/admin/workflows/stage'
import Service from '#identity/service'
import { t } from '#shared/translate'

/** What stands in the way of a publication, what will change, for which démarches, and the button. */
export default class WorkflowPublicationsController {
  async show(ctx: HttpContext) {
    return showPublication(ctx, await ownWorkflow(ctx))
  }

  async store(ctx: HttpContext) {
    const { slug } = await ownWorkflow(ctx)
    const outcome = await new PublishWorkflow().handle({
      slug,
      version: seenVersion(ctx),
      services: await Service.refs(),
      actor: ctx.account,
    })
    switch (outcome.type) {
      case 'published': {
        const { number, moved } = outcome
        const text = t('workflows.publish.done', { number, moved: moved.join(', ') || 'none' })
        ctx.session.flash('success', text)
        return ctx.response.redirect(workflowPath(slug, 'publication'))
      }
      case 'unchanged':
        return ctx.response.redirect(workflowPath(slug, 'publication'))
      case 'overtaken': {
        const { text } = conflictOf(outcome.draft)
        return showPublication(ctx, outcome.draft, { alert: text, status: 409 })
      }
      case 'refused': {
        const alert = t('workflows.publish.refused')
        const { draft, misfits } = outcome
        return showPublication(ctx, draft, { alert, misfits, status: 422 })
      }
    }
  }
}

interface Told {
  alert?: string
  misfits?: Misfit[]
  status?: number
}

async function showPublication(
  ctx: HttpContext,
  draft: WorkflowDraft,
  { alert = '', misfits = [], status = 200 }: Told = {}
) {
  const { slug, definition, live } = draft
  const problems = problemsIn(definition, await Service.refs())
  const deadlines = (definition.deadlines ?? []).map(({ key }) => key)
  const reads = readsWith(await aroundOf(slug, definition, live ? [live.definition] : []))
  const users = await usersOf(slug)
  const page = await ctx.view.render('pages/admin/workflows/publication', {
    slug,
    definition,
    draft,
    stage: stageOf({ draft }),
    alert,
    misfits,
    problems: problems.map((problem) => ({
      message: problem.message,
      href: placeHref(slug, placeOf(problem, deadlines)),
    })),
    changes: differencesInWords(live?.definition, definition, reads),
    users: users.map(({ title }) => title),
    action: workflowPath(slug, 'publication'),
  })
  return ctx.response.status(status).send(page)
}
