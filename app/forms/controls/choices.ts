import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import type { ControlProps } from '../types/type.js'
import type { Option } from './option.js'

interface ChoicesProps extends ControlProps {
  kind: 'radio' | 'checkbox'
  options: Option[]
}

/** The DOM id of the nth choice; the first takes the focus when the question is in error. */
export function choiceId(id: string, index: number): string {
  return `${id}-${index}`
}

/** Radios or checkboxes, inside the fieldset that the theme draws around them. */
export function choices(props: ChoicesProps): ReactNode {
  const chosen = Array.isArray(props.value) ? props.value : [props.value]
  return h(
    'div',
    { className: 'choices' },
    props.options.map((option, index) =>
      choice(props, option, index, chosen.includes(option.value))
    )
  )
}

function choice(props: ChoicesProps, option: Option, index: number, checked: boolean): ReactNode {
  const id = choiceId(props.id, index)
  const help = option.description ? `${id}-help` : undefined
  const input = h('input', {
    'type': props.kind,
    id,
    'name': props.kind === 'checkbox' ? `${props.name}[]` : props.name,
    'value': option.value,
    'defaultChecked': checked,
    // aria-invalid is not allowed on a radio: there the group bears it.
    'aria-invalid': (props.kind === 'checkbox' && props.invalid) || undefined,
    'aria-describedby': help,
    'onChange': (event: ChangeEvent<HTMLInputElement>) => props.onRaw(picked(props, event.target)),
  })
  return h(
    'div',
    { className: 'choice', key: option.value },
    input,
    h('label', { htmlFor: id }, option.title),
    help && h('p', { className: 'choice__help', id: help }, option.description)
  )
}

function picked(props: ChoicesProps, target: HTMLInputElement): unknown {
  if (props.kind === 'radio') return target.value
  const others = Array.isArray(props.value) ? props.value.filter((v) => v !== target.value) : []
  return target.checked ? [...others, target.value] : others
}
