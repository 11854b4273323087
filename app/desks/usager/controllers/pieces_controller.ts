import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import Piece from '#documents/piece'
import { sendPiece } from '#documents/send_piece'
import { shownPieces } from '#dossiers/queries/dossier_file'
import { draftPath } from '../paths.js'
import { storeFile } from '../posted_page.js'
import { read } from '../tidy.js'
import { count } from '../throttles.js'

/** Rows go to 50 and names to five levels: what is longer is no question's. */
const PATH = /^[a-z0-9_.]{1,255}$/i

export default class PiecesController {
  /**
   * A file of a draft, sent by itself before its page: `question`, dotted, with row numbers, and `file`.
   * It is the dossier's once the page is kept; what no page claims is purged.
   */
  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const { dossier, version } = ctx.held
    const asked: unknown = request.body().question
    const path = typeof asked === 'string' ? asked : ''
    const question = version.form.question(path)
    const file = request.file('file')
    if (!question?.settings || !file?.tmpPath || !PATH.test(path))
      return response.status(400).json({})

    await count(ctx, 'upload', dossier.id)
    const author = dossier.contactName ?? 'Usager'
    const held = [read(dossier.answers, path) ?? []].flat() as string[]
    const place = { dossierId: dossier.id, path, author, held }
    const stored = await storeFile(file, question, place)
    if (!('piece' in stored)) return response.status(422).json({ message: stored.message })
    const base = draftPath(dossier.id, 'pieces')
    const shown = shownPieces([stored.piece], (piece) => `${base}/${piece.id}`)
    return response.json({ piece: shown[stored.piece.id] })
  }

  /** A piece of a dossier that this browser holds: its own, and what agents attached for it to see. */
  async show(ctx: HttpContext) {
    const piece = await Piece.of(ctx.held.dossier.id).where('id', ctx.params.pieceId).first()
    if (!piece || !(piece.addedBy === 'usager' || piece.public)) {
      throw notFound(ctx)
    }
    return sendPiece(ctx, piece)
  }
}
