import type { DossierText } from '#documents/dossier_pdf'
import type { DossierFile } from '#dossiers/queries/dossier_file'
import { type HistoryLine, historyOf, internalNotes } from '#dossiers/queries/history'
import type { MessageShown } from '#dossiers/queries/messages'
import type Piece from '#documents/piece'
import type { SummaryItem } from '#forms/main'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import type { Commune } from '#tenancy/commune'

interface Matter {
  file: DossierFile
  /** All that the dossier holds, whoever sent them. */
  pieces: Piece[]
  messages: MessageShown[]
  commune: Commune
  /** For its usager: only what they may read, agents being named by their town hall. */
  forUsager?: boolean
}

/** All of a dossier as text: for agents, unless it is for its usager, with their internal notes. */
export function dossierText(matter: Matter): DossierText {
  const { pieces, messages, commune, forUsager = false } = matter
  const file = forUsager ? seenByUsager(matter.file, commune) : matter.file
  const { dossier, answers } = file
  const history = forUsager ? historyOf(file).map(withoutInternal) : historyOf(file)
  const nameOf = (label: string, role: string) =>
    forUsager && role !== 'usager' ? commune.name : label
  const colour = commune.branding.colour ?? ''
  const reference = dossier.reference ?? ''
  return {
    commune: commune.name,
    colour: /^#[\da-f]{6}$/i.test(colour) ? colour : '#1f4e79',
    title: `${dossier.demarcheTitle}${reference && ` – ${reference}`}`,
    facts: factsOf(file),
    sections: [
      ...answers.map(({ title, items }) => ({ title, items: linesOf(items) })),
      ...sectionOf(t('archive.pdf.said'), history.flatMap(saidOf)),
      ...sectionOf(
        t('dossier.messages'),
        messages.map(({ author, from, at, text }) => [
          `${nameOf(author, from)}, ${formatters.dateTime(at)}`,
          text,
        ])
      ),
      ...sectionOf(
        t('dossier.notes'),
        internalNotes(history).map(({ entry, text }) => [
          `${entry.actorLabel}, ${formatters.dateTime(entry.at)}`,
          text,
        ])
      ),
    ],
    tables: [piecesTable(file, pieces, nameOf), historyTable(file)],
    foot: (page, pages) => t('archive.pdf.foot', { reference, page, pages }),
  }
}

/** A file with the lines of its journal that the usager may read, by whom they may know. */
export function seenByUsager(file: DossierFile, { name }: Commune): DossierFile {
  const journal = file.journal
    .filter((entry) => entry.public)
    .map((entry) => {
      const service = entry.service as { label?: string } | null
      const isService = entry.actorRole === 'service' && service?.label
      const actorLabel = entry.actorRole === 'usager' ? entry.actorLabel : isService || name
      return Object.create(entry, { actorLabel: { value: actorLabel } }) as typeof entry
    })
  return { ...file, journal }
}

const withoutInternal = (line: HistoryLine): HistoryLine => ({
  ...line,
  said: line.said.filter(({ internal }) => !internal),
})

function factsOf({ dossier }: DossierFile): [string, string][] {
  const channel = t(`dossier.${dossier.channel}`)
  const facts: [string, string][] = [
    [t('archive.pdf.reference'), dossier.reference ?? ''],
    [t('archive.pdf.state'), dossier.stateLabel],
    [t('dossier.usager'), [dossier.contactName, dossier.contactEmail].filter(Boolean).join(', ')],
    [
      t('dossier.received'),
      dossier.submittedAt ? `${formatters.dateTime(dossier.submittedAt)}, ${channel}` : '',
    ],
    [t('dossier.service'), dossier.standing?.serviceLabel ?? ''],
    [t('dossier.closed'), dossier.closedAt ? formatters.dateTime(dossier.closedAt) : ''],
  ]
  return facts.filter(([, value]) => value)
}

/** Rows of a group one after the other; the names of the files for what holds files. */
function linesOf(items: SummaryItem[]): [string, string][] {
  return items.flatMap((item): [string, string][] => {
    if (item.rows?.length) {
      return item.rows.flatMap((row, at) =>
        linesOf(row).map(([label, text]): [string, string] => [
          `${item.label} ${at + 1} – ${label}`,
          text,
        ])
      )
    }
    const files = item.pieces?.map(({ name }) => name).join('\n')
    return [[item.label, files || item.text]]
  })
}

/** What was written in a step, and what a correction replaced. */
function saidOf({ entry, said, changes }: HistoryLine): [string, string][] {
  const step = `${formatters.dateTime(entry.at)}, ${entry.actorLabel}, ${entry.label}`
  return [
    ...said.map(({ title, values }): [string, string] => [`${step} – ${title}`, values.join('\n')]),
    ...changes.map(({ title, before, after }): [string, string] => [
      `${step} – ${title}`,
      t('archive.pdf.changed', { before: before || '—', after: after || '—' }),
    ]),
  ]
}

function sectionOf(title: string, items: [string, string][]) {
  return items.length > 0 ? [{ title, items }] : []
}

function piecesTable(
  { version }: DossierFile,
  pieces: Piece[],
  nameOf: (label: string, role: string) => string
): DossierText['tables'][number] {
  const titles = new Map(version.form.questions().map(({ path, title }) => [path, title]))
  return {
    title: t('archive.pdf.pieces'),
    none: t('archive.pdf.no_piece'),
    heads: ['file', 'from', 'size', 'digest'].map((head) => t(`archive.pdf.${head}`)),
    widths: [0.36, 0.3, 0.12, 0.22],
    rows: pieces.map((piece) => [
      piece.name,
      [
        titles.get(piece.question ?? ''),
        `${nameOf(piece.authorLabel, piece.addedBy)}, ${formatters.shortDate(piece.createdAt)}`,
      ]
        .filter(Boolean)
        .join('\n'),
      formatters.fileSize(Number(piece.size)),
      Buffer.from(piece.digest).toString('hex').slice(0, 16),
    ]),
  }
}

function historyTable({ journal }: DossierFile): DossierText['tables'][number] {
  return {
    title: t('dossier.history'),
    none: '',
    heads: ['when', 'who', 'what'].map((head) => t(`archive.pdf.${head}`)),
    widths: [0.27, 0.28, 0.45],
    rows: journal.map((entry) => [formatters.dateTime(entry.at), entry.actorLabel, entry.label]),
  }
}
