import type { CompiledForm } from './compile.js'
import type { Lists } from './document.js'
import { Form } from './form.js'
import { parse } from './parse.js'
import { reportSettings } from './reported.js'
import { walk } from './walk.js'
import { validatorFrom, type Validator } from './validator.js'

export interface LoadOptions {
  /** The imported function, for a browser that may not evaluate the stored source. */
  validator?: Validator
  /** What the commune's lists hold now. */
  lists?: Lists
}

/**
 * A live form from what was stored: no schema is compiled. Cache it by its hash, and anew when a list
 * changes. The validator may be handed in alone.
 */
export function load(compiled: CompiledForm, given: Validator | LoadOptions = {}): Form {
  const { validator, lists = {} } = typeof given === 'function' ? { validator: given } : given
  const pages = parse(compiled.document, lists)
  // The stored pages were drawn before the lists were known.
  const listed = pages.filter((page) =>
    [...walk([page])].some(({ spec }) => spec['x-options-from'] !== undefined)
  )
  const single = compiled.document['x-single-page'] === true
  const stale = new Set((single && listed.length > 0 ? pages : listed).map(({ key }) => key))
  const blank = Object.entries(compiled.blank).filter(([key]) => !stale.has(key))
  return new Form({
    pages,
    lists,
    singlePage: single,
    report: reportSettings(compiled.document),
    uiSchema: compiled.uiSchema,
    validator: validator ?? validatorFrom(compiled.validator),
    blank: Object.fromEntries(blank),
  })
}
