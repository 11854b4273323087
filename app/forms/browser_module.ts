import type { Document, Lists } from './document.js'
import type { Validator } from './validator.js'

/** What a page imports of a published form, at an address that bears its hash. */
export interface BrowserModule {
  document: Document
  lists: Lists
  /** @param require `requireKnown` of `validator_runtime.ts` */
  validator(require: (name: string) => unknown): Validator
}

/**
 * The source of that module. The validator was compiled at publication and is no text to be evaluated:
 * a Content-Security-Policy without `unsafe-eval` holds, and nothing has to be bundled.
 */
export function browserModule(
  { document, validator }: { document: Document; validator: string },
  lists: Lists = {}
): string {
  return [
    `export const document = ${literal(document)}`,
    `export const lists = ${literal(lists)}`,
    'export function validator(require) {',
    'const module = { exports: {} }, exports = module.exports',
    `;(function () {${validator}\n})()`,
    'return module.exports',
    '}',
    '',
  ].join('\n')
}

// Parsed and not written out: in a literal, a key `__proto__` would be no key.
function literal(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
}
