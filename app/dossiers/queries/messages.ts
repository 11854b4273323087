import type { DateTime } from 'luxon'
import Piece from '#documents/piece'
import { type Correspondent, Message } from '#dossiers/message'

/** A message as its reader sees it. */
export interface MessageShown {
  id: string
  from: Correspondent
  author: string
  text: string
  at: DateTime
  /** The reader has not seen it before. */
  fresh: boolean
  pieces: { id: string; name: string; size: number; type: string; url: string }[]
}

/** The messages of a dossier, oldest first. */
export async function messagesFor(
  dossierId: string,
  reader: Correspondent | null,
  pieceUrl: (piece: Piece) => string
): Promise<MessageShown[]> {
  const messages = await Message.of(dossierId)
  if (messages.length === 0) return []
  const pieces = await Piece.of(dossierId).whereNotNull('messageId')
  return messages.map((message) => ({
    id: message.id,
    from: message.authorRole,
    author: message.authorLabel,
    text: message.text,
    at: message.createdAt,
    fresh: reader !== null && message.isNewTo(reader),
    pieces: pieces
      .filter((piece) => piece.messageId === message.id)
      .map((piece) => ({
        id: piece.id,
        name: piece.name,
        size: Number(piece.size),
        type: piece.type,
        url: pieceUrl(piece),
      })),
  }))
}
