import { createElement as h, type ReactNode } from 'react'
import type { ControlProps } from '../types/type.js'

/** What is computed: to read, not to fill in, and not posted. */
export function output(props: ControlProps, text: string): ReactNode {
  return h(
    'output',
    { 'className': 'output', 'id': props.id, 'aria-describedby': props.describedBy },
    text
  )
}
