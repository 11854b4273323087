import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'
import type { FieldError } from '../errors.js'
import { Fields, type FieldsProps } from './form.js'
import { nested } from './nested.js'

/** The HTML of the fields, such that a browser can take it over as it is. */
export function renderFields(props: Omit<FieldsProps, 'errors'>, errors: FieldError[]): string {
  return renderToString(h(Fields, { ...props, errors: nested(errors) }))
}
