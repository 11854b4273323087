import type { HttpContext } from '@adonisjs/core/http'
import type Account from '#identity/account'
import type { Refused } from '#dossiers/actions/attach_files'
import Dossier from '#dossiers/dossier'
import type { JournalEntry } from '#dossiers/journal'
import type { OpenAction } from '#dossiers/queries/action_choices'
import { mentionables } from '#dossiers/mentions'
import { markRead } from '#dossiers/message'
import type { MessageDraft } from '#dossiers/posted_message'
import { messagesFor } from '#dossiers/queries/messages'
import { type DossierFile, dossierFile, showsPlaces } from '#dossiers/queries/dossier_file'
import { historyOf, internalNotes } from '#dossiers/queries/history'
import { comeIn } from '#dossiers/presence'
import { othersOf } from '#dossiers/queries/same_usager'
import { opinionsOf } from '#dossiers/queries/opinions'
import { wayOf } from '#dossiers/queries/way'
import { letterKeys } from '#dossiers/action_keys'
import { careOf } from '#dossiers/assignees'
import { DESK } from '#desks/accueil/desk'
import { type ListPlace, listPlace, placeAgain } from '#reporting/list_place'
import { tilesFor } from '#shared/map'
import { notFound } from '#shared/not_found'

/** What the page shows beside the dossier, after a request that did not simply succeed. */
export interface Shown {
  open?: OpenAction | null
  /** Why what was sent did not happen, who acted first, and what was typed for nothing. */
  conflict?: {
    reason: 'overtaken' | 'not-possible'
    by?: JournalEntry | null
    typed?: { title: string; text: string }[]
  }
  note?: { typed: string; error: 'empty' | 'long' }
  files?: { error?: 'none'; refused?: Refused[] }
  message?: MessageDraft
}

export function actorOf(account: Account) {
  return { role: 'accueil' as const, id: account.id, label: account.name }
}

export const pathOf = ({ params }: HttpContext) => `/accueil/dossiers/${params.id}`

const deskOf = ({ account }: HttpContext) => ({ ...DESK, readerId: account.id })

/** The dossier's page as it leads back to the list from which its reader came. */
export function pageOf(ctx: HttpContext, anchor = ''): string {
  return `${pathOf(ctx)}${placeAgain(ctx.request.qs().liste, deskOf(ctx))}${anchor}`
}

/** Where it stands in that list, with what comes before and after. */
export function placeOf(ctx: HttpContext): Promise<ListPlace> {
  return listPlace(ctx.request.qs().liste, '/accueil', deskOf(ctx), ctx.params.id)
}

/**
 * The dossier of the address, as the accueil may see it.
 *
 * @throws E_ROUTE_NOT_FOUND where there is none in this commune, or only a draft
 */
export async function openFile(ctx: HttpContext): Promise<DossierFile> {
  const url = ({ id }: { id: string }) => `${pathOf(ctx)}/pieces/${id}`
  const file = await dossierFile(ctx.params.id, actorOf(ctx.account), url)
  if (!file || file.dossier.isDraft) throw notFound(ctx)
  return file
}

/** The same without all that its page shows. */
export async function openDossier(ctx: HttpContext): Promise<Dossier> {
  const dossier = await Dossier.find(ctx.params.id)
  if (!dossier || dossier.isDraft) throw notFound(ctx)
  return dossier
}

export async function showFile(
  ctx: HttpContext,
  file: DossierFile,
  shown: Shown = {},
  status = 200
) {
  const history = historyOf(file)
  const { dossier } = file
  const url = ({ id }: { id: string }) => `${pathOf(ctx)}/pieces/${id}`
  const messages = await messagesFor(dossier.id, 'accueil', url)
  if (messages.some(({ fresh }) => fresh)) await markRead(dossier.id, 'accueil')
  const page = {
    file,
    history,
    opinions: opinionsOf(file, history),
    notes: internalNotes(history),
    way: wayOf(file),
    tiles: tilesFor(ctx, showsPlaces(file)),
    people: await mentionables(dossier),
    messages,
    undoable: dossier.isUndoable && lastActor(file) === ctx.account.id,
    others: await othersOf(dossier),
    present: await comeIn(dossier.id, actorOf(ctx.account), dossier),
    path: pathOf(ctx),
    letters: ctx.account.shortcuts ? letterKeys(file.actions) : {},
    place: await placeOf(ctx),
    care: { ...(await careOf(dossier)), me: ctx.account.id },
    ...shown,
  }
  return ctx.response.status(status).send(await ctx.view.render('pages/accueil/dossier', page))
}

/** Who took the last step. */
function lastActor({ journal }: DossierFile): string | null {
  return journal.findLast(({ toState }) => toState !== null)?.actorId ?? null
}
