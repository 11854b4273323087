import type { ErrorSchema } from '@rjsf/utils'
import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'
import type { FieldError } from '../errors.js'
import { Fields, type FieldsProps } from './form.js'

/** The HTML of the fields, such that `hydrateRoot` finds what it expects. */
export function renderFields(props: Omit<FieldsProps, 'errors'>, errors: FieldError[]): string {
  return renderToString(h(Fields, { ...props, errors: nested(errors) }))
}

function nested(errors: FieldError[]): ErrorSchema {
  const root: ErrorSchema = {}
  for (const { path, message } of errors) {
    let at = root as Record<string, ErrorSchema>
    for (const key of path.split('.')) {
      if (!Object.hasOwn(at, key)) at[key] = {}
      at = at[key] as Record<string, ErrorSchema>
    }
    ;(at as ErrorSchema).__errors = [message]
  }
  return root
}
