import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import type { ControlProps } from '../types/type.js'
import { aria } from './text_input.js'
import { plain } from '../values.js'

export function textArea(props: ControlProps, rows: number): ReactNode {
  return h('textarea', {
    className: 'textarea',
    id: props.id,
    name: props.name,
    rows,
    defaultValue: plain(props.value),
    autoComplete: props.autoComplete,
    ...aria(props),
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) => props.onRaw(event.target.value),
  })
}
