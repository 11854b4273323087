import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { Certificate, type Printed } from '#dossiers/certificate'
import Dossier from '#dossiers/dossier'
import { mailUsager } from '#dossiers/effects'
import { recordEvent } from '#dossiers/journal'
import Piece from '#documents/piece'
import { formatters } from '#shared/formatters'
import type { Commune } from '#tenancy/commune'
import { currentCommuneId, sql } from '#tenancy/scope'
import { writing } from '#tenancy/writes'

/** A certificate that is ready to be printed. */
export interface Draft {
  id: string
  number: string
  code: string
  dossierId: string
  printed: Printed
  decidedAt: DateTime
}

/**
 * Gives a certificate its number and its words, once: whoever comes again finds the same.
 *
 * @returns null where there is nothing to make: taken back, made already, or without a text
 */
export async function prepareCertificate(id: string, commune: Commune): Promise<Draft | null> {
  const certificate = await Certificate.query().where('id', id).forUpdate().first()
  if (!certificate?.dossierId || certificate.pieceId || certificate.cancelledAt) return null

  const dossier = await Dossier.findOrFail(certificate.dossierId)
  const decidedAt = DateTime.fromISO(certificate.decision.at)
  certificate.number ??= await nextNumber(decidedAt)
  const printed = certificate.content ?? (await wordsOf(certificate, dossier, commune))
  if (!printed) return null
  if (!certificate.content) certificate.content = JSON.stringify(printed) as never
  await certificate.save()
  const { number, code } = certificate
  return { id, number, code, dossierId: dossier.id, printed, decidedAt }
}

/** Keeps the file, and promises its mail: in one transaction, once. */
export async function issueCertificate(draft: Draft, file: Buffer, diskKey: string) {
  const certificate = await Certificate.query().where('id', draft.id).forUpdate().firstOrFail()
  if (certificate.pieceId || certificate.cancelledAt) return

  const dossier = await Dossier.findOrFail(draft.dossierId)
  const digest = createHash('sha256').update(file).digest()
  await Piece.create({
    // The certificate's own id: a second row would be refused.
    id: draft.id,
    dossierId: dossier.id,
    name: `${draft.printed.title} ${draft.number}.pdf`,
    type: 'application/pdf',
    size: file.length,
    digest,
    diskKey,
    addedBy: 'system',
    authorLabel: 'Guichet',
    public: true,
  })
  await certificate.merge({ pieceId: draft.id, digest, issuedAt: DateTime.now() }).save()
  const { title } = draft.printed
  const files = [{ id: draft.id, name: `${title} ${draft.number}.pdf` }]
  const system = { role: 'system' as const, label: 'Automatique' }
  await recordEvent(dossier.id, 'piece', 'Document établi', system, { files, public: true })
  await writing((writes) => {
    mailUsager(writes, dossier, 'usager-certificat', { document: title, pieceId: draft.id })
  })
}

/** 2026-0001, 2026-0002…: by commune and year, none twice. Others wait for this transaction. */
async function nextNumber(at: DateTime): Promise<string> {
  const year = at.setZone('Europe/Paris').year
  await sql(`select pg_advisory_xact_lock(hashtextextended('certificates:' || ?, 0))`, [
    currentCommuneId(),
  ])
  const [last] = await sql<{ last: number }>(
    `select coalesce(max(split_part(number, '-', 2)::int), 0) as last from certificates
     where number like ?`,
    [`${year}-%`]
  )
  return `${year}-${String(last!.last + 1).padStart(4, '0')}`
}

/** The text of the definition with its tags filled in. */
async function wordsOf(certificate: Certificate, dossier: Dossier, commune: Commune) {
  const { form, workflow } = await dossier.version()
  const { template, decision, number } = certificate
  const spec = Object.hasOwn(workflow.certificates ?? {}, template)
    ? workflow.certificates![template]!
    : null
  if (!spec) return null

  const answers = form.summary(dossier.answers).flatMap(({ items }) => items)
  const tags = new Map<string, string>([
    ...answers.map(({ path, text }) => [path, text] as const),
    ...Object.entries(decision.said).map(([key, text]) => [`action.${key}`, text] as const),
    ['nom', dossier.contactName ?? ''],
    ['reference', dossier.reference ?? ''],
    ['demarche', dossier.demarcheTitle],
    ['commune', commune.name],
    ['decision', decision.label],
    ['date_depot', formatters.longDate(dossier.submittedAt)],
    ['date_decision', formatters.longDate(decision.at)],
    ['service', dossier.standing?.serviceLabel ?? ''],
    ['numero', number ?? ''],
  ])
  const fill = (text: string) =>
    text.replace(/\{([\w.]+)\}/g, (_tag, key: string) => tags.get(key)?.trim() || '—')
  const printed: Printed = {
    title: fill(spec.title),
    name: dossier.contactName ?? '',
    reference: dossier.reference ?? '',
    demarche: dossier.demarcheTitle,
    paragraphs: fill(spec.body).split(/\n{2,}/),
  }
  return printed
}
