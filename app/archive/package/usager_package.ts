import { dossierPdf } from '#documents/dossier_pdf'
import Piece from '#documents/piece'
import { dossierFile, type DossierFile } from '#dossiers/queries/dossier_file'
import { historyOf } from '#dossiers/queries/history'
import { type MessageShown, messagesFor } from '#dossiers/queries/messages'
import { dossierText, seenByUsager } from '#archive/package/dossier_text'
import {
  answersData,
  isoOf,
  JSON_TYPE,
  packed,
  packedPiece,
  type Packed,
} from '#archive/package/package'
import { t } from '#shared/translate'
import type { Commune } from '#tenancy/commune'
import { sql } from '#tenancy/scope'

/** What goes into a zip for an usager. */
export interface UsagerPackage {
  name: string
  files: Packed[]
  at: Date
}

/**
 * All that the commune holds about dossiers and their usager, each in a folder of its own: to read,
 * a PDF; for a program, JSON; the files, and what was written. Internal notes stay with the commune.
 */
export async function usagerPackage(ids: string[], commune: Commune): Promise<UsagerPackage> {
  const at = new Date()
  const files: Packed[] = []
  for (const id of ids) files.push(...(await filesOf(id, commune, at)))
  const readme = t('archive.own.readme', { commune: commune.name })
  return {
    name: 'mes-donnees.zip',
    files: [packed('LISEZMOI.txt', 'text/plain', '', readme), ...files],
    at,
  }
}

async function filesOf(dossierId: string, commune: Commune, at: Date): Promise<Packed[]> {
  const nowhere = () => ''
  const file = await dossierFile(dossierId, { role: 'system', label: '' }, nowhere)
  if (!file) return []
  const { dossier } = file
  const folder = dossier.reference ?? `brouillon-${dossierId}`
  const pieces = (await Piece.of(dossierId)).filter(
    (piece) => piece.addedBy === 'usager' || piece.public || piece.messageId !== null
  )
  const messages = await messagesFor(dossierId, null, nowhere)
  const text = dossierText({ file, pieces, messages, commune, forUsager: true })
  const data = await dataOf(seenByUsager(file, commune), messages)
  return [
    packed(`${folder}/dossier.pdf`, 'application/pdf', '', await dossierPdf(text, at)),
    packed(`${folder}/donnees.json`, JSON_TYPE, '', JSON.stringify(data, null, 2)),
    ...pieces.map((piece, index) => packedPiece(piece, index, `${folder}/pieces`)),
  ]
}

async function dataOf(file: DossierFile, messages: MessageShown[]) {
  const { dossier, mails } = file
  const [feedback] = await sql<{ ease: number; text: string; at: Date }>(
    `select ease, text, created_at as at from feedbacks where dossier_id = ?`,
    [dossier.id]
  )
  const liens = await sql<Record<'pour' | 'cree' | 'expire' | 'ouvert', string | Date | null>>(
    `select made_for as pour, created_at as cree, expires_at as expire, last_used_at as ouvert
     from liens where dossier_id = ? and purpose in ('draft', 'follow', 'data') order by id`,
    [dossier.id]
  )
  return {
    ...answersData(file),
    contact: {
      nom: dossier.contactName,
      courriel: dossier.contactEmail,
      telephone: dossier.contactPhone,
    },
    historique: historyOf(file).map(({ entry }) => ({
      date: isoOf(entry.at),
      par: entry.actorLabel,
      evenement: entry.label,
      precisions: entry.publicData,
    })),
    messages: messages.map(({ author, from, at, text, pieces }) => ({
      date: isoOf(at),
      de: from === 'usager' ? author : t('archive.own.town_hall'),
      texte: text,
      fichiers: pieces.map(({ name }) => name),
    })),
    courriels: mails
      .filter(({ recipientRole }) => recipientRole === 'usager')
      .map(({ recipient, subject, template, status, sentAt, queuedAt, data }) => ({
        a: recipient,
        objet: subject ?? template,
        promis: isoOf(queuedAt),
        envoye: isoOf(sentAt),
        etat: status,
        contenu: data,
      })),
    liens,
    avis: feedback ? { facilite: feedback.ease, texte: feedback.text, date: feedback.at } : null,
  }
}
