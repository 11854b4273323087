import {
  createElement as h,
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
} from 'react'
import type { ControlProps } from '../types/type.js'

type Attributes = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'spellCheck' | 'autoCapitalize'
> & { size?: 'short' | 'medium' }

/** What every control of a question carries. */
export function aria({ invalid, describedBy }: ControlProps) {
  return { 'aria-invalid': invalid || undefined, 'aria-describedby': describedBy }
}

/** A one-line input that shows `text`, the answer as people write it. */
export function textInput(
  props: ControlProps,
  text: string,
  attributes: Attributes = {}
): ReactNode {
  const { size, ...rest } = attributes
  return h('input', {
    type: 'text',
    ...rest,
    className: size ? `input input--${size}` : 'input',
    id: props.id,
    name: props.name,
    defaultValue: text,
    autoComplete: props.autoComplete,
    ...aria(props),
    onChange: (event: ChangeEvent<HTMLInputElement>) => props.onRaw(event.target.value),
  })
}
