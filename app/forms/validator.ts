import type { Clock } from './types/type.js'
import { requireKnown } from './validator_runtime.js'

/** An error as ajv tells it. */
export interface AjvError {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
}

/** A compiled validator, called on the clock: `validator.call({today}, answers)`. */
export interface Validator {
  (this: Clock, answers: unknown): boolean
  errors?: AjvError[] | null
}

/**
 * Brings the source of a published form to life. On a server only: under a strict CSP a page imports
 * the same source as a module (`browser_module.ts`).
 */
export function validatorFrom(source: string): Validator {
  const module: { exports: unknown } = { exports: {} }
  const evaluate = new Function('module', 'exports', 'require', source)
  evaluate(module, module.exports, requireKnown)
  return module.exports as Validator
}
