import type { HttpContext } from '@adonisjs/core/http'
import { TakeAction } from '#dossiers/actions/take_action'
import type { Refused } from '#dossiers/actions/attach_files'
import { typedIn } from '#dossiers/action_input'
import { fieldsOf, type OpenAction, openAction } from '#dossiers/queries/action_choices'
import { type DossierFile, dossierFile } from '#dossiers/queries/dossier_file'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'
import { ownActions, usagerOf } from '../own_actions.js'
import { dossierPath } from '../paths.js'
import { seal } from '../seal.js'

/** What a workflow lets the usager do besides correcting: to withdraw a demand, to answer a question… */
export default class ActionsController {
  async show(ctx: HttpContext) {
    const file = await ownFile(ctx)
    const open = await openAction(file, ctx.params.action)
    if (!open) return late(ctx, file)
    return render(ctx, file, open)
  }

  async store(ctx: HttpContext) {
    const { request, response, session, params } = ctx
    const file = await ownFile(ctx)
    const found = file.actions.find(({ key }) => key === params.action)
    if (!found) return late(ctx, file)

    const typed = typedIn(fieldsOf(file, found.key), request.input('f'))
    const outcome = await new TakeAction().handle({
      file,
      action: found.key,
      typed,
      uploads: ({ key }) => uploads(request, `files_${key}`),
      actor: usagerOf(file.dossier),
      revision: Number(request.input('revision')),
    })
    switch (outcome.type) {
      case 'done': {
        const { past, label } = file.version.workflow.actions[found.key]!
        session.flash('success', t('usager.action.done', { label: past ?? label }))
        return response.redirect(dossierPath(params.id))
      }
      case 'invalid':
      case 'files-refused': {
        const errors = outcome.type === 'invalid' ? outcome.errors : []
        const open = await openAction(file, found.key, typed, errors)
        const refused = outcome.type === 'files-refused' ? outcome.refused : undefined
        ctx.response.status(422)
        return render(ctx, file, open!, refused)
      }
      case 'overtaken':
      case 'not-possible':
        return late(ctx, file)
    }
  }
}

async function ownFile(ctx: HttpContext): Promise<DossierFile> {
  const { dossier, version } = ctx.held
  const url = ({ id }: { id: string }) => dossierPath(dossier.id, `pieces/${id}`)
  const file = await dossierFile(dossier.id, usagerOf(dossier), url)
  if (!file) throw notFound(ctx)
  return { ...file, actions: ownActions(version.workflow, file.dossier) }
}

function render({ view }: HttpContext, file: DossierFile, open: OpenAction, refused?: Refused[]) {
  const { dossier } = file
  return view.render('pages/usager/action', {
    dossier,
    open,
    refused,
    path: dossierPath(dossier.id),
    pieces: file.attached,
    seal: seal(dossier.id),
  })
}

/** What is no action of this workflow is no page; one whose time is over leads back to the dossier. */
function late(ctx: HttpContext, { dossier, version }: DossierFile) {
  const { actions } = version.workflow
  const key = ctx.params.action
  if (!Object.hasOwn(actions, key) || !actions[key]!.by.includes('usager')) throw notFound(ctx)
  ctx.session.flash('error', t('usager.action.late'))
  return ctx.response.redirect(dossierPath(dossier.id))
}
