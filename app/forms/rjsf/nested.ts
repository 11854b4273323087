import type { ErrorSchema } from '@rjsf/utils'
import type { FieldError } from '../errors.js'

/** Errors as RJSF nests them, by the path of their question. */
export function nested(errors: FieldError[]): ErrorSchema {
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
