import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, type Admission, type Held, isStillOpen } from '#desks/service/admission'
import type { Refused } from '#dossiers/actions/attach_files'
import type { JournalEntry } from '#dossiers/journal'
import type { OpenAction } from '#dossiers/queries/action_choices'
import { mentionables } from '#dossiers/mentions'
import { markRead } from '#dossiers/message'
import type { MessageDraft } from '#dossiers/posted_message'
import { messagesFor } from '#dossiers/queries/messages'
import { type DossierFile, dossierFile, showsPlaces } from '#dossiers/queries/dossier_file'
import { historyOf, internalNotes } from '#dossiers/queries/history'
import { opinionsOf } from '#dossiers/queries/opinions'
import { tilesFor } from '#shared/map'
import { wayOf } from '#dossiers/queries/way'

/** Something that was typed for nothing, to be copied. */
export interface Word {
  title: string
  text: string
}

/** What the page shows beside the dossier, after a request that did not simply succeed. */
export interface Shown {
  open?: OpenAction | null
  conflict?: {
    reason: 'overtaken' | 'not-possible'
    by?: JournalEntry | null
    typed?: Word[]
  }
  note?: { typed: string; error: 'empty' | 'long' }
  files?: { error?: 'none'; refused?: Refused[] }
  message?: MessageDraft
}

export const pathOf = (id: string) => `/service/dossiers/${id}`

/** The whole dossier, as this service may see it; an opinion is given on a page of its own. */
export async function fileOf({ dossier, service }: Held): Promise<DossierFile> {
  const url = ({ id }: { id: string }) => `${pathOf(dossier.id)}/pieces/${id}`
  const file = (await dossierFile(dossier.id, actorOf(service), url))!
  const { actions } = file.version.workflow
  return { ...file, actions: file.actions.filter(({ key }) => !actions[key]!.answers) }
}

export async function showFile(
  ctx: HttpContext,
  held: Held,
  file: DossierFile,
  shown: Shown = {},
  status = 200
) {
  const history = historyOf(file)
  const { dossier } = file
  const treats = held.lien.purpose === 'service'
  const url = ({ id }: { id: string }) => `${pathOf(dossier.id)}/pieces/${id}`
  const messages = await messagesFor(dossier.id, treats ? 'service' : null, url)
  if (messages.some(({ fresh }) => fresh)) await markRead(dossier.id, 'service')
  const page = {
    ...held,
    file,
    history,
    opinions: opinionsOf(file, history),
    notes: internalNotes(history),
    way: wayOf(file),
    tiles: tilesFor(ctx, showsPlaces(file)),
    people: await mentionables(dossier),
    messages,
    treats,
    path: pathOf(file.dossier.id),
  }
  const html = await ctx.view.render('pages/service/dossier', { ...page, ...shown })
  return ctx.response.status(status).send(html)
}

const STATUSES = { expired: 410, left: 410, unknown: 404 }

type Refusal = Exclude<Admission, { type: 'admitted' }>

/**
 * Why a link does not open, and how to get one that does. Who acted is told to those who were
 * acting themselves, with what they had typed; the bearer of an old mail learns no decision.
 */
export async function showRefusal(
  ctx: HttpContext,
  refusal: Refusal,
  sent?: { typed: Word[]; by?: JournalEntry | null }
) {
  const status = sent && refusal.type !== 'unknown' ? 409 : STATUSES[refusal.type]
  const open = refusal.type === 'left' && (await isStillOpen(refusal, refusal.dossier))
  const html = await ctx.view.render('pages/service/refused', {
    renewable: refusal.type === 'expired' || open,
    reason: refusal.type,
    ...refusal,
    ...sent,
  })
  return ctx.response.status(status).send(html)
}
