import drive from '@adonisjs/drive/services/main'
import limiter from '@adonisjs/limiter/services/main'
import { MAX_FILE_BYTES } from '#config/bodyparser'
import { StorePiece } from '#documents/actions/store_piece'
import { REASONS, type Refused } from '#dossiers/actions/attach_files'
import Dossier from '#dossiers/dossier'
import { writing } from '#tenancy/writes'
import { mailAgents, mailService, mailUsager } from '#dossiers/effects'
import { addNews } from '#dossiers/news'
import { recordEvent } from '#dossiers/journal'
import { type Correspondent, Message } from '#dossiers/message'
import { afterCommit, currentCommuneId, sql } from '#tenancy/scope'
import type { Actor } from '#workflow/main'

interface Sending {
  dossierId: string
  text: string
  files: { tmpPath: string; clientName: string }[]
  actor: Actor & { role: Correspondent }
}

export type SendOutcome =
  /** `told`: whether somebody is mailed; a usager may have no address. */
  | { type: 'sent'; told: boolean }
  /** The dossier was closed meanwhile: there is nobody left to answer. */
  | { type: 'closed' }
  /** Nothing is sent without all its files. */
  | { type: 'files-refused'; refused: Refused[] }
  | { type: 'throttled' }

/**
 * Writes to the other side of a dossier, and promises the mail that says so: to the usager, or to
 * whoever treats the dossier, the accueil or the service in charge.
 */
export class SendMessage {
  async handle({ dossierId, text, files, actor }: Sending): Promise<SendOutcome> {
    const dossier = await Dossier.locked(dossierId)
    if (dossier.isDraft || dossier.isClosed) return { type: 'closed' }
    if (actor.role === 'usager' && !(await mayWrite(dossierId))) return { type: 'throttled' }

    const { kept, refused } = await store(dossierId, files, actor)
    if (refused.length > 0) return { type: 'files-refused', refused }

    const message = await Message.create({
      dossierId,
      authorRole: actor.role,
      authorId: actor.id ?? null,
      authorLabel: actor.label,
      text,
    })
    await sql(`update pieces set message_id = ? where id = any(?)`, [message.id, kept])
    return { type: 'sent', told: await tell(dossier, text, actor) }
  }
}

/** A usager writes by hand: what comes faster is a machine's. */
async function mayWrite(dossierId: string): Promise<boolean> {
  const perDossier = limiter.use({ requests: 20, duration: '1 hour' })
  const key = `message:${currentCommuneId()}:${dossierId}`
  return (await perDossier.attempt(key, () => true)) === true
}

/** All the files or none: where one is refused, those that were taken are removed again. */
async function store(dossierId: string, files: Sending['files'], actor: Sending['actor']) {
  const kept: string[] = []
  const refused: Refused[] = []
  for (const file of files) {
    const stored = await new StorePiece().handle({
      dossierId,
      file,
      addedBy: actor.role,
      authorLabel: actor.label,
      public: true,
      maxSize: MAX_FILE_BYTES,
    })
    if (stored.type === 'stored') kept.push(stored.piece.id)
    else refused.push({ name: stored.name, reason: REASONS[stored.type] })
  }
  if (refused.length > 0) {
    const rows = await sql<{ disk_key: string }>(
      `delete from pieces where id = any(?) returning disk_key`,
      [kept]
    )
    for (const { disk_key: key } of rows) afterCommit(() => drive.use().delete(key))
  }
  return { kept, refused }
}

async function tell(dossier: Dossier, message: string, actor: Actor): Promise<boolean> {
  if (actor.role !== 'usager') {
    await recordEvent(dossier.id, 'message', 'Message à l’usager', actor)
    return writing((writes) => mailUsager(writes, dossier, 'usager-message', { message }))
  }
  await recordEvent(dossier.id, 'message', 'Message de l’usager', actor)
  await sql(
    `update dossiers set unread_messages = unread_messages + 1, updated_at = now() where id = ?`,
    [dossier.id]
  )
  const { serviceId } = dossier.standing!
  await writing((writes) => {
    addNews(writes, dossier)
    return serviceId
      ? mailService(writes, dossier, serviceId, 'service', 'service-message', { message })
      : mailAgents(writes, dossier, 'accueil', 'accueil-message', { message })
  })
  return true
}
