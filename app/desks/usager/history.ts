import { t } from '#shared/translate'
import type { Change } from '#dossiers/changed_answers'
import type { JournalEntry } from '#dossiers/journal'
import type Dossier from '#dossiers/dossier'
import { correctionAsked as asked, type Definition } from '#workflow/main'

/** A line of the history that the usager may read. */
export interface HistoryLine {
  title: string
  at: unknown
  who: string
  tone: 'success' | 'danger' | 'warning' | 'info' | 'neutral'
  /** What was written to the usager. */
  notes: string[]
  /** The questions that were reopened. */
  questions: string[]
  /** What the town hall changed in the answers. */
  changes: Change[]
}

/** What was written to the usager by the step that brought the dossier where it stands. */
export interface Message {
  texts: string[]
  questions: string[]
}

/** Whether the usager may send a correction now. */
export function correctionAsked(dossier: Dossier, workflow: Definition): boolean {
  const actor = { role: 'usager' as const, label: '' }
  return !!dossier.standing && asked(workflow, dossier.standing, actor) !== null
}

/** Agents are named by their town hall, a service by its name: never a person. */
export function historyView(entries: JournalEntry[], commune: string): HistoryLine[] {
  return entries.map((entry) => ({
    title: entry.label,
    at: entry.at,
    who: authorOf(entry, commune),
    tone:
      entry.type === 'submitted' ? 'success' : entry.actorRole === 'usager' ? 'info' : 'neutral',
    ...messageOf(entry),
    changes: mendedBy(entry),
  }))
}

/** The answers that the town hall mended and that the usager has not changed since, by path. */
export function mendedPaths(entries: JournalEntry[]): Set<string> {
  const mended = new Set<string>()
  for (const entry of entries) {
    const changes: Change[] = Array.isArray(entry.data.changes) ? entry.data.changes : []
    for (const { path } of changes) {
      if (entry.type === 'answer') mended.add(path)
      else mended.delete(path)
    }
  }
  return mended
}

const mendedBy = ({ type, publicData }: JournalEntry) =>
  type === 'answer' ? (publicData.changes as Change[]) : []

export function lastMessage(entries: JournalEntry[], dossier: Dossier): Message | null {
  const arrived = entries.findLast((entry) => entry.toState === dossier.state && isStep(entry))
  const message = arrived && messageOf(arrived)
  return message && message.texts.length > 0 ? message : null
}

const isStep = (entry: JournalEntry) => entry.type === 'action' || entry.type === 'deadline'

function messageOf(entry: JournalEntry): Message & { notes: string[] } {
  const values = Object.entries(entry.publicData)
    .filter(([key]) => key !== 'changes')
    .map(([, value]) => value)
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
  const questions = values
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .flatMap((one) => (typeof one?.title === 'string' ? [one.title as string] : []))
  return { texts, notes: texts, questions }
}

function authorOf(entry: JournalEntry, commune: string): string {
  if (entry.actorRole === 'usager') return t('usager.follow.you')
  const service = entry.service as { label?: string } | null
  return (entry.actorRole === 'service' && service?.label) || commune
}
