import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import { dossierPdf } from '#documents/dossier_pdf'
import Piece from '#documents/piece'
import { dossierFile, type DossierFile } from '#dossiers/queries/dossier_file'
import { messagesFor } from '#dossiers/queries/messages'
import { dossierText } from '#archive/package/dossier_text'
import { sedaManifest } from '#archive/package/seda'
import { t } from '#shared/translate'
import type { Commune } from '#tenancy/commune'
import { sql } from '#tenancy/scope'

/** A file of a package: in memory, or on the disk under its key. */
export interface Packed {
  path: string
  type: string
  /** What it is, for people. */
  title: string
  size: number
  /** SHA-256, in hexadecimal. */
  digest: string
  content: Buffer | { diskKey: string }
}

export interface Package {
  /** Of the zip, without a folder. */
  name: string
  files: Packed[]
  /** How the chain of its journal ends. */
  lines: number
  journalHash: Buffer
  at: Date
}

interface Line {
  number: number
  hash: Buffer
  content: string
}

/**
 * All that there is of a dossier, each file with its SHA-256: its PDF, its pieces, its answers and
 * its journal as JSON, and two manifests, ours and that of SEDA 2.2. Within a scope; the bytes of
 * the pieces are read when the package is.
 *
 * @returns null where the commune has no such dossier
 */
export async function packageOf(dossierId: string, commune: Commune): Promise<Package | null> {
  const pieces = await Piece.of(dossierId)
  const nowhere = () => ''
  const file = await dossierFile(dossierId, { role: 'system', label: '' }, nowhere)
  if (!file) return null

  const messages = await messagesFor(dossierId, null, nowhere)
  const journal = await sql<Line>(
    `select number, hash, journal_content(j) as content from journal_entries j
     where dossier_id = ? order by number`,
    [dossierId]
  )
  const at = file.journal.at(-1)?.at.toJSDate() ?? file.dossier.createdAt.toJSDate()
  const pdf = await dossierPdf(dossierText({ file, pieces, messages, commune }), at)
  const content = [
    packed('content/dossier.pdf', 'application/pdf', t('archive.package.pdf'), pdf),
    packed('content/reponses.json', JSON_TYPE, t('archive.package.answers'), answersOf(file)),
    packed('content/historique.jsonl', LINES_TYPE, t('archive.package.journal'), linesOf(journal)),
    ...pieces.map((piece, index) => packedPiece(piece, index)),
  ]
  const described = { dossier: file.dossier, commune, files: content, at }
  const manifest = { dossier: dossierId, fichiers: content.map(listed), historique: HOW }
  return {
    name: `${file.dossier.reference ?? dossierId}.zip`,
    files: [
      ...content,
      packed('manifest.json', JSON_TYPE, '', JSON.stringify(manifest, null, 2)),
      packed('manifest.xml', 'application/xml', '', sedaManifest(described)),
      packed('LISEZMOI.txt', 'text/plain', '', t('archive.package.readme')),
    ],
    lines: journal.length,
    journalHash: journal.at(-1)?.hash ?? Buffer.alloc(0),
    at,
  }
}

export const JSON_TYPE = 'application/json'
const LINES_TYPE = 'application/jsonl'
const HOW = 'hash = SHA-256(hash précédent || content), content en UTF-8'

export function packed(path: string, type: string, title: string, text: Buffer | string): Packed {
  const content = Buffer.from(text)
  const digest = createHash('sha256').update(content).digest('hex')
  return { path, type, title, size: content.length, digest, content }
}

export function packedPiece(piece: Piece, index: number, folder = 'content/pieces'): Packed {
  const number = String(index + 1).padStart(2, '0')
  const name = piece.name.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return {
    path: `${folder}/${number}-${name}`,
    type: piece.type,
    title: piece.name,
    size: Number(piece.size),
    digest: Buffer.from(piece.digest).toString('hex'),
    content: { diskKey: piece.diskKey },
  }
}

const listed = ({ path, type, size, digest }: Packed) => ({ path, type, size, sha256: digest })

function answersOf(file: DossierFile): string {
  return JSON.stringify(answersData(file), null, 2)
}

/** What a dossier is and what was answered, as people and as programs read it. */
export function answersData({ dossier, version, answers }: DossierFile) {
  const { reference, demarcheTitle, channel, stateLabel, final } = dossier
  return {
    demarche: { titre: demarcheTitle, version: version.number },
    reference,
    canal: channel,
    etat: stateLabel,
    decision: final,
    depose: isoOf(dossier.submittedAt),
    clos: isoOf(dossier.closedAt),
    reponses: answers.map(({ title, items }) => ({
      page: title,
      questions: items.map(({ path, label, text }) => ({
        cle: path,
        question: label,
        texte: text,
      })),
    })),
    donnees: dossier.answers,
  }
}

export const isoOf = (moment: DateTime | null) => moment?.toUTC().toISO() ?? null

function linesOf(journal: Line[]): string {
  return journal
    .map(({ number, hash, content }) =>
      JSON.stringify({ number, hash: hash.toString('hex'), content })
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** The bytes of a packed file, from where they are. */
export async function openPacked({ content }: Packed): Promise<Buffer | Readable> {
  return Buffer.isBuffer(content) ? content : drive.use().getStream(content.diskKey)
}
