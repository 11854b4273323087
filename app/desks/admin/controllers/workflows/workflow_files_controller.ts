import { readFile as read } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { readWorkflow, writeWorkflow } from '#catalogue/workflow_file'
import { START, workflowPath } from '#desks/admin/workflows/address'
import { answerChange } from '#desks/admin/workflows/answer'
import { openWorkflow, ownWorkflow, seenVersion } from '#desks/admin/workflows/open_workflow'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

/** A workflow as one file: to keep, to give to another commune, to take from one. */
export default class WorkflowFilesController {
  async show(ctx: HttpContext) {
    const { slug, definition } = await openWorkflow(ctx)
    ctx.response.header('Content-Disposition', `attachment; filename="circuit-${slug}.json"`)
    return ctx.response.type('application/json').send(writeWorkflow(definition))
  }

  /** It takes the place of what is worked on, in one step that can be undone. */
  async store(ctx: HttpContext) {
    const { slug } = await ownWorkflow(ctx)
    const [upload] = uploads(ctx.request, 'file')
    const given = upload
      ? readWorkflow(await read(upload.tmpPath, 'utf8'))
      : { type: 'unreadable' as const }
    if (given.type !== 'read') {
      const reasons = given.type === 'refused' ? given.problems.map(({ message }) => message) : []
      ctx.session.flash('error', [t('workflows.file.refused'), ...reasons.slice(0, 5)].join(' '))
      return ctx.response.redirect(workflowPath(slug, 'versions'))
    }
    const { definition } = given
    const outcome = await new EditWorkflow().handle({
      slug,
      version: seenVersion(ctx),
      by: ctx.account.name,
      services: await Service.refs(),
      operation: { type: 'replace', definition },
    })
    return answerChange(ctx, outcome, { at: START, say: t('workflows.done.import') })
  }
}
