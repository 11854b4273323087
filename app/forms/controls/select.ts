import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import { say } from '../say.js'
import type { ControlProps } from '../types/type.js'
import type { Option } from './option.js'
import { aria } from './text_input.js'
import { plain } from '../values.js'

/** From how many options on a list is searched by typing, where there is a script. */
const SEARCHED = 20

export function select(props: ControlProps, options: Option[]): ReactNode {
  return h(
    'select',
    {
      'className': 'select',
      'id': props.id,
      'name': props.name,
      'defaultValue': plain(props.value),
      'autoComplete': props.autoComplete,
      ...aria(props),
      'data-enhance': options.length >= SEARCHED ? 'combobox' : undefined,
      'onChange': (event: ChangeEvent<HTMLSelectElement>) => props.onRaw(event.target.value),
    },
    h('option', { value: '' }, say('forms.choice.pick')),
    options.map(({ value, title }) => h('option', { value, key: value }, title))
  )
}
