import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import type { ControlProps } from '../types/type.js'
import { aria } from './text_input.js'

/** One box to tick; the theme puts its label after it. */
export function tick(props: ControlProps): ReactNode {
  return h('input', {
    type: 'checkbox',
    id: props.id,
    name: props.name,
    value: '1',
    defaultChecked: props.value === true,
    ...aria(props),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      props.onRaw(event.target.checked ? '1' : ''),
  })
}
