import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'
import drive from '@adonisjs/drive/services/main'
import { afterRollback, currentCommuneId } from '#tenancy/scope'
import Piece from '#documents/piece'
import { kindOf } from '#documents/kinds'

interface Upload {
  dossierId: string
  question?: string
  /** Where the bytes wait, and the name that the sender gave them. */
  file: { tmpPath: string; clientName: string }
  addedBy: 'usager' | 'accueil' | 'service' | 'superviseur'
  authorLabel: string
  public?: boolean
  /** In bytes. */
  maxSize: number
  /** Extensions; all that the house takes, without it. */
  accept?: string[]
}

export type StoreOutcome =
  | { type: 'stored'; piece: Piece }
  | { type: 'too-large'; name: string; maxSize: number }
  | { type: 'wrong-kind'; name: string }
  | { type: 'empty'; name: string }

/**
 * Takes an upload in: its kind by content, its digest, its bytes on the disk under the commune's
 * prefix. The bytes are written first: a row never points at nothing, and the bytes of
 * a row that is taken back are removed.
 */
export class StorePiece {
  async handle(upload: Upload): Promise<StoreOutcome> {
    const { tmpPath } = upload.file
    const name = safeName(upload.file.clientName)
    const { size } = await stat(tmpPath)
    if (size === 0) return { type: 'empty', name }
    if (size > upload.maxSize) return { type: 'too-large', name, maxSize: upload.maxSize }

    const kind = await kindOf(tmpPath, name)
    const accepted = kind && (!upload.accept?.length || upload.accept.includes(kind.extension))
    if (!kind || !accepted) return { type: 'wrong-kind', name }

    const id = uuidv7()
    const diskKey = `${currentCommuneId()}/${upload.dossierId}/${id}.${kind.extension}`
    const hash = createHash('sha256')
    await pipeline(createReadStream(tmpPath), hash)
    afterRollback(() => drive.use().delete(diskKey))
    await drive.use().putStream(diskKey, createReadStream(tmpPath))

    const piece = await Piece.create({
      id,
      dossierId: upload.dossierId,
      question: upload.question ?? null,
      name,
      type: kind.type,
      size,
      digest: hash.digest(),
      diskKey,
      addedBy: upload.addedBy,
      authorLabel: upload.authorLabel,
      public: upload.public ?? true,
    })
    return { type: 'stored', piece }
  }
}

/** The sender's name for the file, without folders, control characters or tricks of direction. */
function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const clean = base.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim()
  return clean.slice(-120) || 'fichier'
}
