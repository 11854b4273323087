import type { HttpContext } from '@adonisjs/core/http'
import Piece from '#documents/piece'
import { dossierPdf } from '#documents/dossier_pdf'
import type { DossierFile } from '#dossiers/queries/dossier_file'
import { messagesFor } from '#dossiers/queries/messages'
import { dossierText } from '#archive/package/dossier_text'
import { usagerPackage } from '#archive/package/usager_package'
import { packageOf } from '#archive/package/package'
import { zipStream } from '#archive/package/zip'
import { notFound } from '#shared/not_found'

/** The PDF of a dossier, to someone who was found to be allowed to see it. */
export async function sendPdf({ response, commune }: HttpContext, file: DossierFile) {
  const { id, reference } = file.dossier
  const pieces = await Piece.of(id)
  const messages = await messagesFor(id, null, () => '')
  const pdf = await dossierPdf(dossierText({ file, pieces, messages, commune }), new Date())
  response.header('Content-Type', 'application/pdf')
  response.header('Content-Disposition', `attachment; filename="${reference}.pdf"`)
  response.header('Cache-Control', 'private, no-store')
  return response.send(pdf)
}

/** All of a dossier as a zip, likewise: its files go by one after the other. */
export async function sendZip(ctx: HttpContext, { dossier }: DossierFile) {
  const made = await packageOf(dossier.id, ctx.commune)
  if (!made) throw notFound(ctx)
  const { response } = ctx
  response.header('Content-Type', 'application/zip')
  response.header('Content-Disposition', `attachment; filename="${made.name}"`)
  response.header('Cache-Control', 'private, no-store')
  response.stream(zipStream(made))
}

/** What the commune holds about these dossiers, to the usager whose they were found to be. */
export async function sendOwnData({ response, commune }: HttpContext, ids: string[]) {
  const made = await usagerPackage(ids, commune)
  response.header('Content-Type', 'application/zip')
  response.header('Content-Disposition', `attachment; filename="${made.name}"`)
  response.header('Cache-Control', 'private, no-store')
  response.stream(zipStream(made))
}
