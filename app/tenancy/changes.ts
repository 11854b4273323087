import { v7 as uuidv7 } from 'uuid'
import { sql } from '#tenancy/scope'

/** What an administrator changed in how the commune works; kept for good. */
export interface Change {
  subject: 'demarche' | 'service' | 'agent' | 'mail' | 'list' | 'home' | 'workflow' | 'webhook'
  subjectId?: string
  /** Its name at the time: the line outlives what it names. */
  subjectLabel: string
  /** « Présentation modifiée ». */
  label: string
  details?: Detail[]
}

/** One thing that was changed, in words. A value that is long or secret has none. */
export interface Detail {
  what: string
  before?: string
  after?: string
}

export interface ChangeLine extends Change {
  id: string
  details: Detail[]
  actorLabel: string
  at: Date
}

export async function recordChange(
  { subject, subjectId, subjectLabel, label, details = [] }: Change,
  actor: { id: string | null; name: string }
) {
  await sql(
    `insert into changes (commune_id, id, subject, subject_id, subject_label, label, details, actor_id, actor_label)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)`,
    [
      uuidv7(),
      subject,
      subjectId ?? null,
      subjectLabel,
      label,
      JSON.stringify(details),
      actor.id,
      actor.name,
    ]
  )
}

/**
 * The last changes, the newest first.
 *
 * @param options.before the id of the last line of the page before
 */
export function lastChanges({
  subject,
  subjectId,
  before,
  limit = 50,
}: { subject?: Change['subject']; subjectId?: string; before?: string; limit?: number } = {}) {
  return sql<ChangeLine>(
    `select id, subject, subject_id as "subjectId", subject_label as "subjectLabel", label, details,
       actor_label as "actorLabel", at
     from changes
     where (?::text is null or subject = ?) and (?::text is null or subject_id = ?)
       and (?::uuid is null or id < ?::uuid)
     order by id desc limit ?`,
    [
      subject ?? null,
      subject ?? null,
      subjectId ?? null,
      subjectId ?? null,
      before ?? null,
      before ?? null,
      limit,
    ]
  )
}

/** What differs between two records, under the names that people know them by. */
export function differences<T extends Record<string, unknown>>(
  names: Partial<Record<keyof T & string, string>>,
  before: T,
  after: T
): Detail[] {
  return Object.entries(names).flatMap(([key, what]) => {
    const [was, is] = [shown(before[key]), shown(after[key])]
    return was === is
      ? []
      : [{ what: what as string, before: shortened(was), after: shortened(is) }]
  })
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text)
