import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, admit, type Held } from '#desks/service/admission'
import type { Refused } from '#dossiers/actions/attach_files'
import type { Typed } from '#dossiers/action_input'
import { openAction } from '#dossiers/queries/action_choices'
import { type DossierFile, dossierFile } from '#dossiers/queries/dossier_file'
import { historyOf } from '#dossiers/queries/history'
import { opinionsOf } from '#dossiers/queries/opinions'
import type { FieldError } from '#workflow/main'

/** What the page shows after an opinion that was not taken. */
export interface Shown {
  typed?: Typed
  errors?: FieldError[]
  refused?: Refused[]
  /** Somebody moved the dossier meanwhile. */
  overtaken?: boolean
}

export const opinionPath = (id: string) => `/avis/dossiers/${id}`

export const admitOpinion = (ctx: HttpContext) => admit(ctx, ['opinion'])

/** The dossier, and of what may be done with it only to give one's opinion. */
export async function opinionFile({ dossier, service }: Held): Promise<DossierFile> {
  const url = ({ id }: { id: string }) => `${opinionPath(dossier.id)}/pieces/${id}`
  const file = (await dossierFile(dossier.id, actorOf(service), url))!
  const { actions } = file.version.workflow
  return { ...file, actions: file.actions.filter(({ key }) => actions[key]!.answers) }
}

export async function showOpinion(
  ctx: HttpContext,
  held: Held,
  file: DossierFile,
  { typed, errors = [], ...left }: Shown = {},
  status = 200
) {
  const [action] = file.actions
  const asked = opinionsOf(file, historyOf(file)).findLast(
    ({ serviceId }) => serviceId === held.service.id
  )
  const html = await ctx.view.render('pages/service/opinion', {
    ...held,
    ...left,
    file,
    asked,
    path: opinionPath(file.dossier.id),
    open: action ? await openAction(file, action.key, typed, errors) : null,
  })
  return ctx.response.status(status).send(html)
}

/** Services do not wait for each other: the opinions that came meanwhile change nothing for this one. */
export function revisionInView({ dossier, journal, version }: DossierFile, seen: number): number {
  const since = journal.filter(({ toState }) => toState !== null).slice(seen)
  const { actions } = version.workflow
  const onlyOpinions = since.every(({ action }) => action !== null && actions[action]?.answers)
  return onlyOpinions && since.length > 0 ? dossier.revision : seen
}
