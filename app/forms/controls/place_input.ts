import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import { pickedText } from '../types/place/place.js'
import type { ControlProps } from '../types/type.js'
import { own, plain } from '../values.js'
import { aria } from './text_input.js'

/**
 * The text of a place, and beside it what was picked from the street base or on the map. `enhance`:
 * what a script makes of it. It writes both fields and tells of the change at the text.
 */
export function placeInput(props: ControlProps, enhance: string): ReactNode {
  return h(
    'div',
    { 'className': 'place', 'data-enhance': enhance },
    h('input', {
      type: 'hidden',
      name: `${props.name}[picked]`,
      defaultValue: pickedText(props.value),
    }),
    h('input', {
      type: 'text',
      className: 'input',
      id: props.id,
      name: `${props.name}[label]`,
      defaultValue: plain(own(props.value, 'label')),
      autoComplete: props.autoComplete ?? 'off',
      ...aria(props),
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => props.onRaw(rawOf(target)),
    })
  )
}

function rawOf(label: HTMLInputElement) {
  const picked = label.parentElement?.querySelector<HTMLInputElement>('input[type="hidden"]')
  return { label: label.value, picked: picked?.value ?? '' }
}
