import type { ActionField } from './action_form.js'
import { fr } from './french.js'
import { readers } from './input_readers.js'
import type { ApplyContext, FieldError } from './standing.js'

export type InputResult =
  { ok: true; data: Record<string, unknown> } | { ok: false; errors: FieldError[] }

/**
 * Reads what was typed in an action's form: a JSON object, or the fields of a plain HTML form.
 * What the form does not ask is dropped, an empty answer is absent. Services and questions are
 * only accepted from the context's lists, and copied with their labels.
 */
export function readInput(
  fields: ActionField[],
  input: unknown,
  context: ApplyContext = {}
): InputResult {
  const given = typeof input === 'object' && input !== null ? input : {}
  const data: Record<string, unknown> = {}
  const errors: FieldError[] = []
  for (const field of fields) {
    const raw = Object.hasOwn(given, field.key) ? (given as Record<string, unknown>)[field.key] : ''
    const read = isAbsent(raw) ? absent(field) : readers[field.kind](field, raw, context)
    if (read.error !== undefined) errors.push({ field: field.key, message: read.error })
    else if (read.value !== undefined) data[field.key] = read.value
  }
  return errors.length ? { ok: false, errors } : { ok: true, data }
}

function isAbsent(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true
  return typeof raw === 'string' ? raw.trim() === '' : Array.isArray(raw) && raw.length === 0
}

function absent({ required, title }: ActionField): { value?: undefined; error?: string } {
  return required ? { error: fr`Le champ « ${title} » est obligatoire.` } : {}
}
