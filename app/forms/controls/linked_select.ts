import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import { say } from '../say.js'
import { BETWEEN, type LinkedOption } from '../types/linked_choices/linked_options.js'
import type { ControlProps } from '../types/type.js'
import { own, plain } from '../values.js'
import { aria } from './text_input.js'

/** Both levels in one list, the second under the titles of the first. */
export function linkedSelect(props: ControlProps, linked: LinkedOption[]): ReactNode {
  const chosen = [own(props.value, 'first'), own(props.value, 'second')].map(plain)
  return h(
    'select',
    {
      'className': 'select',
      'id': props.id,
      'name': props.name,
      'defaultValue': chosen.join(BETWEEN),
      ...aria(props),
      'data-enhance': 'linked',
      'onChange': (event: ChangeEvent<HTMLSelectElement>) => props.onRaw(event.target.value),
    },
    h('option', { value: '' }, say('forms.choice.pick')),
    linked.map((first) =>
      h(
        'optgroup',
        { label: first.title, key: first.value },
        first.options.map(({ value, title }) =>
          h('option', { value: `${first.value}${BETWEEN}${value}`, key: value }, title)
        )
      )
    )
  )
}
