import { t } from '#shared/translate'
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
  }))
}

export function lastMessage(entries: JournalEntry[], dossier: Dossier): Message | null {
  const arrived = entries.findLast((entry) => entry.toState === dossier.state && isStep(entry))
  const message = arrived && messageOf(arrived)
  return message && message.texts.length > 0 ? message : null
}

const isStep = (entry: JournalEntry) => entry.type === 'action' || entry.type === 'deadline'

function messageOf(entry: JournalEntry): Message & { notes: string[] } {
  const values = Object.values(entry.publicData)
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
