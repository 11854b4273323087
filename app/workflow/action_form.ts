/** Who may read what was typed in a field: an internal note is never shown to the usager. */
export type Visibility = 'usager' | 'agents'

/** What a field may ask for; the first is what an editor proposes. */
export const FIELD_KINDS = [
  'long-text',
  'short-text',
  'choice',
  'yes-no',
  'date',
  'service',
  'services',
  'questions',
  'files',
] as const

export type FieldKind = (typeof FIELD_KINDS)[number]

/**
 * A field of an action's form, and what it takes in the input:
 * texts and `date` (`YYYY-MM-DD`) a string, `choice` one of its values, `yes-no` a boolean
 * (or `oui`/`non`), `service` an id, `services`/`questions`/`files` ids or paths.
 */
export interface ActionField {
  key: string
  kind: FieldKind
  title: string
  help?: string
  required?: boolean
  visibility: Visibility
  maxLength?: number
  /** For `choice`. */
  choices?: { value: string; label: string }[]
  /** Proposes what was last typed in a field of an earlier action. */
  prefill?: { action: string; field: string }
}

/** Fields in the order in which they are asked. */
export interface ActionForm {
  fields: ActionField[]
}
