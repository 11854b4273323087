import type { CompiledForm } from './compile.js'
import { Form } from './form.js'
import { parse } from './parse.js'
import { validatorFrom, type Validator } from './validator.js'

/**
 * A live form from what was stored: no schema is compiled. Cache it by its hash. `validator`: the imported
 * function, for a browser that may not evaluate the stored source.
 */
export function load(compiled: CompiledForm, validator?: Validator): Form {
  return new Form({
    pages: parse(compiled.document),
    uiSchema: compiled.uiSchema,
    validator: validator ?? validatorFrom(compiled.validator),
    blank: compiled.blank,
  })
}
