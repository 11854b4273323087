import { wordingOf } from '#forms/builder/wording'
import { line, own, rows, text } from '#forms/values'
import { t } from '#shared/translate'
import { keyFor } from '#workflow/editor/keys'
import { type Action, type ActionField, FIELD_KINDS, type FieldKind } from '#workflow/main'
import { type Errors, given, isTicked, oneOf, type Panel, type Values } from './panel.js'

export const VISIBILITIES = ['agents', 'usager'] as const

const BLANK = { key: '', title: '', kind: 'long-text', visibility: 'agents' }

/** What is asked of whoever takes an action. */
export const formPanel: Panel = {
  show({ definition }, key) {
    return { f: (definition.actions[key]!.form ?? []).map(shown) }
  },

  read({ definition }, key, body) {
    const errors: Errors = {}
    const action = definition.actions[key]!
    const form: ActionField[] = []
    for (const [index, row] of rows(body.f, 30).entries()) {
      form.push(fieldIn(row, index, { before: action.form ?? [], taken: form, errors }))
    }
    const { form: gone, ...kept } = action
    const value: Action = form.length > 0 ? { ...kept, form } : kept
    return { operation: { type: 'edit', part: 'actions', key, value }, errors }
  },
}

/** The rows as they were typed, after a button among them: `add`, `remove-1`, `up-1`, `down-1`. */
export function pressed(body: Values): { body: Values; isMore: boolean } | null {
  const list = rows(body.f, 30)
  const go = line(body.go, 20)
  if (go === 'add') return { body: { ...body, f: [...list, BLANK] }, isMore: true }
  const found = /^(remove|up|down)-(\d{1,2})$/.exec(go)
  const at = Number(found?.[2])
  if (!found || at >= list.length) return null
  if (found[1] === 'remove') return { body: { ...body, f: list.toSpliced(at, 1) }, isMore: false }
  const to = Math.min(Math.max(at + (found[1] === 'up' ? -1 : 1), 0), list.length - 1)
  const swapped = list.with(at, list[to]!).with(to, list[at]!)
  return { body: { ...body, f: swapped }, isMore: false }
}

function shown(field: ActionField): Values {
  const { key, title, kind, visibility, help = '', required, choices = [], prefill } = field
  return {
    key,
    title,
    kind,
    visibility,
    help,
    required: required ? '1' : '',
    choices: choices.map(({ label }) => label).join('\n'),
    prefill: prefill ? `${prefill.action} ${prefill.field}` : '',
  }
}

interface Among {
  /** The fields as they were. */
  before: ActionField[]
  taken: ActionField[]
  errors: Errors
}

function fieldIn(row: unknown, index: number, { before, taken, errors }: Among): ActionField {
  const title = wordingOf(own(row, 'title'), 200)
  if (!title) errors[`f-${index}-title`] = t('workflows.error.label')
  const asked = line(own(row, 'key'), 60)
  const old = before.find(({ key }) => key === asked)
  const kind = oneOf(own(row, 'kind'), FIELD_KINDS, 'long-text')
  const others = [...before.filter((one) => one !== old), ...taken].map(({ key }) => key)
  const field: ActionField = {
    key: old && !taken.some(({ key }) => key === asked) ? asked : keyFor(title, others, 'champ'),
    kind,
    title,
    ...given({
      help: wordingOf(own(row, 'help'), 500),
      required: isTicked(own(row, 'required')),
    }),
    visibility: oneOf(own(row, 'visibility'), VISIBILITIES, 'agents'),
  }
  if (kind.endsWith('text')) field.maxLength = old?.maxLength ?? usualLength(kind)
  if (kind === 'choice') {
    field.choices = choicesIn(text(own(row, 'choices'), 5000), old)
    if (field.choices.length === 0) errors[`f-${index}-choices`] = t('workflows.error.choices')
  }
  const [action, from] = line(own(row, 'prefill'), 130).split(' ')
  if (action && from) field.prefill = { action, field: from }
  return field
}

const usualLength = (kind: FieldKind) => (kind === 'short-text' ? 255 : 4000)

/** One to a line. A choice keeps its value as long as its words stay. */
function choicesIn(typed: string, old: ActionField | undefined) {
  const taken: string[] = []
  const labels = [...new Set(typed.split('\n').map((one) => wordingOf(one, 200)))].filter(Boolean)
  return labels.slice(0, 60).map((label) => {
    const value = old?.choices?.find((one) => one.label === label)?.value ?? keyFor(label, taken)
    taken.push(value)
    return { value, label }
  })
}
