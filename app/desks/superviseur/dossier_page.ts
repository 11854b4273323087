import type { HttpContext } from '@adonisjs/core/http'
import type Account from '#identity/account'
import type { OpenAction } from '#dossiers/queries/action_choices'
import Dossier from '#dossiers/dossier'
import { type DossierFile, dossierFile, showsPlaces } from '#dossiers/queries/dossier_file'
import { historyOf, internalNotes } from '#dossiers/queries/history'
import { othersOf } from '#dossiers/queries/same_usager'
import { opinionsOf } from '#dossiers/queries/opinions'
import { wayOf } from '#dossiers/queries/way'
import { messagesFor } from '#dossiers/queries/messages'
import { letterKeys } from '#dossiers/action_keys'
import { careOf } from '#dossiers/assignees'
import { DESK, LIST } from '#desks/superviseur/desk'
import { type ListPlace, listPlace, placeAgain } from '#reporting/list_place'
import { tilesFor } from '#shared/map'
import { notFound } from '#shared/not_found'

export function actorOf(account: Account) {
  return { role: 'superviseur' as const, id: account.id, label: account.name }
}

export const pathOf = ({ params }: HttpContext) => `${LIST}/${params.id}`

const deskOf = ({ account }: HttpContext) => ({ ...DESK, readerId: account.id })

/** The dossier's page as it leads back to the list from which its reader came. */
export function pageOf(ctx: HttpContext, anchor = ''): string {
  return `${pathOf(ctx)}${placeAgain(ctx.request.qs().liste, deskOf(ctx))}${anchor}`
}

/** Where it stands in that list, with what comes before and after. */
export function placeOf(ctx: HttpContext): Promise<ListPlace> {
  return listPlace(ctx.request.qs().liste, LIST, deskOf(ctx), ctx.params.id)
}

/** @throws E_ROUTE_NOT_FOUND where the commune has no such dossier */
export async function openFile(ctx: HttpContext): Promise<DossierFile> {
  const url = ({ id }: { id: string }) => `${pathOf(ctx)}/pieces/${id}`
  const file = await dossierFile(ctx.params.id, actorOf(ctx.account), url)
  if (!file) throw notFound(ctx)
  return file
}

/** The same, once it was sent: what a usager has typed is not read before. */
export async function sentFile(ctx: HttpContext): Promise<DossierFile> {
  const file = await openFile(ctx)
  if (file.dossier.isDraft) throw notFound(ctx)
  return file
}

/** The same without all that its page shows. */
export async function sentDossier(ctx: HttpContext): Promise<Dossier> {
  const dossier = await Dossier.find(ctx.params.id)
  if (!dossier || dossier.isDraft) throw notFound(ctx)
  return dossier
}

export async function showFile(
  ctx: HttpContext,
  file: DossierFile,
  shown: { open?: OpenAction | null; conflict?: unknown; files?: unknown } = {},
  status = 200
) {
  const history = historyOf(file)
  const url = ({ id }: { id: string }) => `${pathOf(ctx)}/pieces/${id}`
  const opinions = opinionsOf(file, history)
  const page = {
    file,
    history,
    opinions,
    messages: await messagesFor(file.dossier.id, null, url),
    notes: internalNotes(history),
    way: wayOf(file),
    tiles: tilesFor(ctx, showsPlaces(file)),
    others: await othersOf(file.dossier),
    path: pathOf(ctx),
    letters: ctx.account.shortcuts ? letterKeys(file.actions) : {},
    place: await placeOf(ctx),
    care: { ...(await careOf(file.dossier)), me: ctx.account.id },
    ...shown,
  }
  return ctx.response.status(status).send(await ctx.view.render('pages/superviseur/dossier', page))
}

/** Who, when and how far: what a usager has typed is not read before it is sent. */
export async function showDraft({ view }: HttpContext, file: DossierFile) {
  const { dossier, version } = file
  const { pages, firstInvalid } = version.form.journey(dossier.answers, dossier.clock())
  const standsAt = pages.find(({ key }) => key === firstInvalid) ?? null
  const history = historyOf({ ...file, attached: [] })
  return view.render('pages/superviseur/draft', { dossier, standsAt, pages, history })
}
