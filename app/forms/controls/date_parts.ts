import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import { say, type MessageKey } from '../say.js'
import type { ControlProps } from '../types/type.js'
import { aria } from './text_input.js'

type Part = 'day' | 'month' | 'year'
const PARTS: Part[] = ['day', 'month', 'year']
const LABELS: Record<Part, MessageKey> = {
  day: 'forms.date.day',
  month: 'forms.date.month',
  year: 'forms.date.year',
}

/** `2026-03-05` in its three parts; also what was half typed, `2026--05`. Plain numbers lose their zeros. */
export function splitDate(value: unknown): Record<Part, string> {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : []
  return { day: day.replace(/^0(?=\d$)/, ''), month: month.replace(/^0(?=\d$)/, ''), year }
}

/**
 * Three fields, as GOV.UK does, and not the native date input: what was mistyped (31/02) can be shown
 * again with its error, the order does not follow the language of the browser, and a birth date of 1948
 * is eight digits on a telephone's number pad instead of 900 swipes.
 */
export function dateParts(props: ControlProps): ReactNode {
  const parts = splitDate(props.value)
  return h(
    'div',
    { className: 'date' },
    PARTS.map((part) => datePart(props, parts, part))
  )
}

function datePart(props: ControlProps, parts: Record<Part, string>, part: Part): ReactNode {
  const id = `${props.id}-${part}`
  return h(
    'div',
    { className: `date__part date__part--${part}`, key: part },
    h('label', { htmlFor: id }, say(LABELS[part])),
    h('input', {
      'type': 'text',
      'className': 'input',
      id,
      'name': `${props.name}[${part}]`,
      'inputMode': 'numeric',
      'defaultValue': parts[part],
      'autoComplete': props.autoComplete && `${props.autoComplete}-${part}`,
      'aria-invalid': aria(props)['aria-invalid'],
      'onChange': (event: ChangeEvent<HTMLInputElement>) =>
        props.onRaw({ ...parts, [part]: event.target.value }),
    })
  )
}
