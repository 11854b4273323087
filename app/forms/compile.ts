import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { check } from './check/check.js'
import type { Document, JsonSchema } from './document.js'
import { Form } from './form.js'
import { parse } from './parse.js'
import { uiSchema } from './rjsf/schemas.js'
import { standardSchema } from './schema.js'
import { validatorFrom } from './validator.js'
import { validatorSource } from './validator_source.js'

/** A published form: plain JSON, for one row of the database. */
export interface CompiledForm {
  document: Document
  /** Standard JSON Schema 2020-12 of the answers, rules as `allOf` of if/then. */
  schema: JsonSchema
  uiSchema: JsonSchema
  /** Source of a standalone ajv validator, a CommonJS module. */
  validator: string
  /** The HTML of the fields of each page without answers, by page key. */
  blank: Record<string, string>
  /** SHA-256, hex, of all the above: the same document gives the same hash. */
  hash: string
}

/** Compiles a document for publication. Throws when `check` finds a problem with it. */
export function compile(document: Document): CompiledForm {
  const problems = check(document)
  if (problems.length > 0) throw new DocumentError(problems.map(({ message }) => message))
  const pages = parse(document)
  const schema = standardSchema(document, pages)
  const ui = uiSchema(pages)
  const validator = validatorSource(schema)
  const singlePage = document['x-single-page'] === true
  const live = { pages, uiSchema: ui, validator: validatorFrom(validator), blank: {}, singlePage }
  const form = new Form(live)
  const steps = new Set(pages.map(({ key }) => form.stepOf(key)))
  const blank = Object.fromEntries([...steps].map((key) => [key, form.render(key)]))
  const compiled = { document, schema, uiSchema: ui, validator, blank }
  return { ...compiled, hash: bytesToHex(sha256(utf8ToBytes(canonical(compiled)))) }
}

export class DocumentError extends Error {
  constructor(public messages: string[]) {
    super(messages.join(' '))
  }
}

/** JSON with sorted keys: a database that reorders them does not change the hash. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one
  )
}
