import type { HttpContext } from '@adonisjs/core/http'
import { shownPieces } from '#dossiers/queries/dossier_file'
import { storeFile } from './posted_page.js'
import { count } from './throttles.js'

/** Rows go to 50 and names to five levels: what is longer is no question's. */
const PATH = /^[a-z0-9_.]{1,255}$/i

interface Into {
  isAsked?: (path: string) => boolean
  /** The pieces that a question holds already. */
  held: (path: string) => string[]
  claim?: (path: string, pieceId: string) => Promise<void>
}

/**
 * A file that a script sends by itself, before its page: `question`, dotted, with row numbers, and
 * `file`. Answers with the piece, or with why it was refused.
 *
 * @param base the address of the pieces of the dossier
 */
export async function storePosted(ctx: HttpContext, base: string, { isAsked, held, claim }: Into) {
  const { request, response } = ctx
  const { dossier, version } = ctx.held
  const asked: unknown = request.body().question
  const path = typeof asked === 'string' && PATH.test(asked) ? asked : ''
  const question = version.form.question(path)
  const file = request.file('file')
  if (!question?.settings || !file?.tmpPath || isAsked?.(path) === false) {
    return response.status(400).json({})
  }

  await count(ctx, 'upload', dossier.id)
  const author = dossier.contactName ?? 'Usager'
  const place = { dossierId: dossier.id, path, author, held: held(path) }
  const stored = await storeFile(file, question, place)
  if (!('piece' in stored)) return response.status(422).json({ message: stored.message })
  await claim?.(path, stored.piece.id)
  const shown = shownPieces([stored.piece], (piece) => `${base}/${piece.id}`)
  return response.json({ piece: shown[stored.piece.id] })
}
