import equal from 'ajv/dist/runtime/equal.js'
import ucs2length from 'ajv/dist/runtime/ucs2length.js'
import { judge } from './judge.js'
import type { Clock } from './types/type.js'

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

const modules: Record<string, unknown> = {
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/ucs2length': ucs2length,
  'guichet/judge': { judge },
}

/**
 * Brings the source of a published form to life. On a server only: a page under a strict CSP imports
 * the same source as a bundled file and hands the function to `load`.
 */
export function validatorFrom(source: string): Validator {
  const module: { exports: unknown } = { exports: {} }
  const evaluate = new Function('module', 'exports', 'require', source)
  evaluate(module, module.exports, requireKnown)
  return module.exports as Validator
}

function requireKnown(name: string): unknown {
  if (!Object.hasOwn(modules, name)) throw new Error(`A validator asked for ${name}`)
  return modules[name]
}
