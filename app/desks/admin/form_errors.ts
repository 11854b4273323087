import { t } from '#shared/translate'

/** What is wrong with a form that was sent: by the name of a field, in words. */
export type FormErrors = Record<string, string>

/**
 * Of a refusal of vine, one message for each field: `admin.errors.<field>`, a field in a list by
 * the name of the list.
 */
export function errorsOf(refusal: { messages: unknown }): FormErrors {
  const fields = (refusal.messages as { field: string }[]).map(({ field }) => field.split('.')[0]!)
  return Object.fromEntries(
    [...new Set(fields)].map((field) => [field, t(`admin.errors.${field}`)])
  )
}

/** What was sent, without the fields that were left empty. */
export function filled(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => [key, inside(value)])
  )
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside)
  return typeof value === 'object' && value !== null ? filled(value as never) : value
}
