import { DateTime } from 'luxon'
import {
  available,
  type Actor,
  type AvailableAction,
  type Definition,
  type Standing,
  type TimeLeft,
  timeLeft,
} from '#workflow/main'
import type { Pieces, SummaryItem, SummaryPage } from '#forms/main'
import type { OpenVersion } from '#catalogue/versions'
import Piece from '#documents/piece'
import { communeCalendar } from '#dossiers/calendar'
import { type Limit, limitOf } from '#dossiers/limits'
import { dayOf } from '#dossiers/day'
import Dossier from '#dossiers/dossier'
import { type JournalEntry, journalOf } from '#dossiers/journal'
import { Mail } from '#dossiers/promised_mails'
import { WebhookCall } from '#dossiers/webhook'

/** Everything about one dossier, as its page shows it. */
export interface DossierFile {
  dossier: Dossier
  version: OpenVersion
  answers: SummaryPage[]
  /** Files that agents attached; those of the usager stand with their answers. */
  attached: Piece[]
  journal: JournalEntry[]
  mails: Mail[]
  /** Other programs that were told of a step. */
  calls: WebhookCall[]
  /** The delays that run, the nearest first. */
  delays: (TimeLeft & { limit: Limit })[]
  /** What the reader may do now. */
  actions: AvailableAction[]
}

/**
 * @param pieceUrl where the reader downloads a piece
 * @returns null where the commune has no such dossier
 */
export async function dossierFile(
  dossierId: string,
  reader: Actor,
  pieceUrl: (piece: Piece) => string
): Promise<DossierFile | null> {
  const dossier = await Dossier.find(dossierId)
  if (!dossier) return null

  const version = await dossier.version()
  const pieces = await Piece.of(dossierId)
  const journal = await journalOf(dossierId)
  const mails = await Mail.query().where('dossierId', dossierId).orderBy('id')
  const calls = await WebhookCall.query().where('dossierId', dossierId).orderBy('id')
  const { standing } = dossier
  const now = DateTime.now()
  return {
    dossier,
    version,
    answers: version.form.summary(dossier.answers, shownPieces(pieces, pieceUrl)),
    attached: pieces.filter((piece) => piece.addedBy !== 'usager' && !piece.messageId),
    journal,
    mails,
    calls,
    delays: standing ? await delaysOf(version.workflow, standing, now) : [],
    actions: standing ? available(version.workflow, standing, reader, now.toJSDate()) : [],
  }
}

/** Whether an answer is a place that can be shown on a map. */
export function showsPlaces({ answers }: DossierFile): boolean {
  const isPlaced = ({ point, rows = [] }: SummaryItem): boolean =>
    point !== undefined || rows.flat().some(isPlaced)
  return answers.flatMap(({ items }) => items).some(isPlaced)
}

/** What is left of each delay of a dossier that stands so. */
export async function delaysOf(workflow: Definition, standing: Standing, now: DateTime) {
  if (!workflow.deadlines?.length) return []
  const left = timeLeft(workflow, standing, await communeCalendar(), now.toJSDate())
  return left.map((delay) => ({ ...delay, limit: limitOf(delay.lastDay, dayOf(now), delay.days) }))
}

/** Pieces as the forms room shows them, by id. */
export function shownPieces(pieces: Piece[], pieceUrl: (piece: Piece) => string): Pieces {
  return Object.fromEntries(
    pieces.map((piece) => [
      piece.id,
      {
        id: piece.id,
        name: piece.name,
        size: Number(piece.size),
        type: piece.type,
        url: pieceUrl(piece),
      },
    ])
  )
}
