import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { usersOf } from '#catalogue/actions/publish_workflow'
import { workflowVersions } from '#catalogue/workflow_drafts'
import { START, workflowPath } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { aroundOf } from '#desks/admin/workflows/around'
import { differencesInWords } from '#desks/admin/workflows/differences'
import { ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import { readsWith } from '#desks/admin/workflows/rule_words'
import { stageOf } from '#desks/admin/workflows/stage'
import Service from '#identity/service'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** What was published, and when; the workflow as a file; its end. */
export default class WorkflowVersionsController {
  async index(ctx: HttpContext) {
    const draft = await ownWorkflow(ctx)
    const { slug, definition } = draft
    const versions = await workflowVersions(draft)
    const users = await usersOf(slug)
    const frozen = versions.map((version) => version.definition)
    const reads = readsWith(await aroundOf(slug, definition, frozen))
    return ctx.view.render('pages/admin/workflows/versions', {
      slug,
      definition,
      draft,
      stage: stageOf({ draft }),
      users: users.map(({ title }) => title),
      versions: versions.map((version, at) => ({
        ...version,
        isLive: at === 0,
        changes: differencesInWords(versions[at + 1]?.definition, version.definition, reads),
      })),
      base: workflowPath(slug),
    })
  }

  /** A version as it was becomes what is worked on, in one step that can be undone. */
  async store(ctx: HttpContext) {
    const draft = await ownWorkflow(ctx)
    const number = Number(ctx.request.input('number'))
    const versions = await workflowVersions(draft)
    const found = versions.find((version) => version.number === number)
    if (!found) throw notFound(ctx)
    const { definition } = found
    const outcome = await new EditWorkflow().handle({
      slug: draft.slug,
      version: seenVersion(ctx),
      by: ctx.account.name,
      services: await Service.refs(),
      operation: { type: 'replace', definition },
    })
    return answerChange(ctx, outcome, { at: START, say: t('workflows.done.restore', { number }) })
  }
}
