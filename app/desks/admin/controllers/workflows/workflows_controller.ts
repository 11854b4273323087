import { readFile as read } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { CreateWorkflow } from '#catalogue/actions/create_workflow'
import { RemoveWorkflow } from '#catalogue/actions/remove_workflow'
import { readWorkflow } from '#catalogue/workflow_file'
import { workflowDraft } from '#catalogue/workflow_drafts'
import type { FormErrors } from '#desks/admin/form_errors'
import { allWorkflows } from '#desks/admin/queries/workflows'
import { placeIn, workflowPath, workflowsPath } from '#desks/admin/workflows/address'
import { sendEditor } from '#desks/admin/workflows/answer'
import { openWorkflow, ownWorkflow } from '#desks/admin/workflows/open_workflow'
import { wordingOf } from '#forms/builder/wording'
import { line } from '#forms/values'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'
import { blankWorkflow } from '#workflow/editor/blank'
import { type Definition, findWorkflow, library } from '#workflow/main'

/** The ways that dossiers take: those of the library, and the commune's own. */
export default class WorkflowsController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/workflows/index', await allWorkflows())
  }

  async create(ctx: HttpContext) {
    return showForm(ctx, { from: line(ctx.request.qs().de, 80) || 'guichet-unique' })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const typed = request.all()
    const errors: FormErrors = {}
    const label = wordingOf(typed.label, 100)
    const definition = await origin(ctx, label, errors)
    if (label.length < 3 && !(typed.from === 'file' && definition)) {
      errors.label = t('workflows.error.label')
    }
    if (!definition || Object.keys(errors).length > 0) return showForm(ctx, typed, errors)

    const name = label.length < 3 ? definition.label : label
    const services = await Service.refs()
    const made = await new CreateWorkflow().handle({
      label: name,
      definition,
      services,
      actor: account,
    })
    session.flash('success', t('workflows.create.done', { name }))
    return response.redirect(workflowPath(made.slug))
  }

  /** Its states and actions as sentences, its diagram, and the settings of what is chosen. */
  async show(ctx: HttpContext) {
    return sendEditor(ctx, await openWorkflow(ctx), { at: placeIn(ctx.request.qs()) })
  }

  async destroy(ctx: HttpContext) {
    const { response, session, account } = ctx
    const { slug, definition } = await ownWorkflow(ctx)
    const outcome = await new RemoveWorkflow().handle(slug, account)
    switch (outcome.type) {
      case 'used':
        session.flash('error', t('workflows.remove.used', { by: outcome.by.join(', ') }))
        return response.redirect(workflowPath(slug, 'versions'))
      case 'removed':
        session.flash('success', t('workflows.remove.done', { name: definition.label }))
        return response.redirect(workflowsPath)
    }
  }
}

/** What the new one begins as; undefined, with the reason in `errors`, where there is no such thing. */
async function origin(
  { request }: HttpContext,
  label: string,
  errors: FormErrors
): Promise<Definition | undefined> {
  const from = line(request.input('from'), 80)
  if (from === 'blank') return blankWorkflow('circuit', label || 'Circuit')
  if (from === 'file') {
    const [upload] = uploads(request, 'file')
    const given = upload ? readWorkflow(await read(upload.tmpPath, 'utf8')) : null
    if (given?.type === 'read') return given.definition
    const reasons = given?.type === 'refused' ? given.problems.map(({ message }) => message) : []
    errors.file = [t('workflows.file.refused'), ...reasons.slice(0, 3)].join(' ')
    return undefined
  }
  const known = findWorkflow(from) ?? (await workflowDraft(from))?.definition
  if (!known) errors.from = t('workflows.error.origin')
  return known
}

async function showForm(ctx: HttpContext, typed: Record<string, unknown>, errors: FormErrors = {}) {
  const { own } = await allWorkflows()
  if (Object.keys(errors).length > 0) ctx.response.status(422)
  return ctx.view.render('pages/admin/workflows/create', {
    typed,
    errors,
    origins: [
      ...library.map(({ id, label, description }) => ({ value: id, label, help: description })),
      ...own.map(({ slug, label }) => ({ value: slug, label, help: t('workflows.create.own') })),
      ...['blank', 'file'].map((value) => ({
        value,
        label: t(`workflows.create.${value}`),
        help: t(`workflows.create.${value}_help`),
      })),
    ],
  })
}
