import type { ActionField, Definition, FieldKind, Final, Holder } from '#workflow/main'
import type { Change } from '#dossiers/changed_answers'
import type { JournalEntry } from '#dossiers/journal'
import type { Mail } from '#dossiers/promised_mails'
import type { WebhookCall } from '#dossiers/webhook'
import type { DossierFile } from '#dossiers/queries/dossier_file'

/** What was typed in one field of a step, under the title that the field had. */
export interface Said {
  title: string
  kind: FieldKind
  /** Texts as they were typed, labels of what was chosen; `oui` or `non`, an ISO date. */
  values: string[]
  /** Whether only agents and services may read it. */
  internal: boolean
}

/** A line of the journal with what was said, what changed, and the mails that it promised. */
export interface HistoryLine {
  entry: JournalEntry
  said: Said[]
  changes: Change[]
  mails: Mail[]
  /** The other programs that it promised to tell. */
  calls: WebhookCall[]
  /** Where a step led, in the words and by the data of its workflow. */
  reached: { label: string; final: Final | null; holder: Holder | null } | null
}

/** The history for agents, oldest first. */
export function historyOf({
  journal,
  mails,
  calls,
  version,
  attached,
}: DossierFile): HistoryLine[] {
  const names = new Map(attached.map((piece) => [piece.id, piece.name]))
  return journal.map((entry, index) => ({
    entry,
    said: saidIn(version.workflow, entry, names),
    changes: Array.isArray(entry.data.changes) ? entry.data.changes : [],
    mails: promisedBy(mails, entry, journal[index + 1]),
    calls: promisedBy(calls, entry, journal[index + 1]),
    reached: reachedBy(version.workflow, entry),
  }))
}

/** Ids are UUIDv7, so that a mail or a call stands between the line that promised it and the next one. */
function promisedBy<Sent extends { id: string }>(
  sent: Sent[],
  entry: JournalEntry,
  next: JournalEntry | undefined
): Sent[] {
  return sent.filter(({ id }) => id > entry.id && (!next || id < next.id))
}

function reachedBy({ states }: Definition, { toState, fromState }: JournalEntry) {
  if (!toState || toState === fromState) return null
  const state = Object.hasOwn(states, toState) ? states[toState]! : { label: toState }
  return { label: state.label, final: state.final ?? null, holder: state.holder ?? null }
}

function saidIn(workflow: Definition, entry: JournalEntry, names: Map<string, string>): Said[] {
  const fields = (entry.action && workflow.actions[entry.action]?.form) || []
  return fields
    .filter(({ key }) => entry.data[key] !== undefined)
    .map((field) => ({
      title: field.title,
      kind: field.kind,
      values: valuesOf(field, entry.data[field.key], names),
      internal: field.visibility === 'agents',
    }))
}

function valuesOf(field: ActionField, value: unknown, names: Map<string, string>): string[] {
  switch (field.kind) {
    case 'yes-no':
      return [value === true ? 'oui' : 'non']
    case 'choice':
      return [field.choices?.find((choice) => choice.value === value)?.label ?? String(value)]
    case 'service':
      return [(value as { label: string }).label]
    case 'services':
      return (value as { label: string }[]).map(({ label }) => label)
    case 'questions':
      return (value as { title: string }[]).map(({ title }) => title)
    case 'files':
      return (value as string[]).flatMap((id) => names.get(id) ?? [])
    case 'short-text':
    case 'long-text':
    case 'date':
      return [String(value)]
  }
}

/** What agents and services wrote for each other: notes, and what was internal in a step. */
export interface InternalNote {
  entry: JournalEntry
  title: string
  text: string
}

export function internalNotes(history: HistoryLine[]): InternalNote[] {
  return history.flatMap(({ entry, said }) => {
    if (entry.type === 'note') return [{ entry, title: entry.label, text: String(entry.data.note) }]
    return said
      .filter(({ internal, kind }) => internal && kind.endsWith('-text'))
      .map(({ title, values }) => ({ entry, title, text: values[0]! }))
  })
}
