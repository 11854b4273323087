import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import type Piece from '#documents/piece'
import { isImage } from '#documents/kinds'

/**
 * Streams a piece to someone who was found to be allowed to see it. Never rendered as a page of
 * ours: a download, but for images and PDF asked for in place, in a sandbox without scripts. A PDF
 * has none: browsers do not open their reader in one. It may run no script either.
 */
export async function sendPiece({ request, response }: HttpContext, piece: Piece) {
  const inPlace = request.input('voir') !== undefined && mayShow(piece.type)
  const name = encodeURIComponent(piece.name).replace(/['()*]/g, escapeByte)
  const ascii = piece.name.normalize('NFD').replace(/[^\x20-\x7e]|["\\]/g, '')

  response.header('Content-Type', piece.type)
  response.header('Content-Length', String(piece.size))
  response.header('X-Content-Type-Options', 'nosniff')
  response.header('Cache-Control', 'private, no-store')
  if (inPlace && piece.type === PDF) {
    response.header('Content-Security-Policy', `script-src 'none'; frame-ancestors 'self'`)
    response.header('X-Frame-Options', 'SAMEORIGIN')
  } else response.header('Content-Security-Policy', `default-src 'none'; sandbox`)
  response.header(
    'Content-Disposition',
    `${inPlace ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${name}`
  )
  response.stream(await drive.use().getStream(piece.diskKey))
}

const PDF = 'application/pdf'

const mayShow = (type: string) => isImage(type) || type === PDF

const escapeByte = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
