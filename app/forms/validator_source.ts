import { _, stringify, type KeywordCxt } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import type { JsonSchema } from './document.js'
import { judge } from './judge.js'

/** What the generated source requires besides ajv's own runtime; a bundler aliases it to `judge.ts`. */
export const JUDGE_MODULE = 'guichet/judge'

const standaloneCode = standalone.default

/** A standalone validator (CommonJS source) for the standard schema: no ajv compiler when it runs. */
export function validatorSource(schema: JsonSchema): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    validateSchema: false,
    meta: false,
    // The `then` of a rule names properties that stand beside it, not in it.
    strictRequired: false,
    strictTypes: false,
    messages: false,
    passContext: true,
    logger: false,
    // Annotations for other readers; the judges do the work.
    formats: { date: true, email: true },
    code: { source: true, lines: false, optimize: true },
  })
  ajv.addKeyword({
    keyword: 'x-rule',
    schemaType: 'object',
    error: { message: 'x-rule', params: ({ params }) => _`{rule: ${params.rule}}` },
    code(cxt: KeywordCxt) {
      const call = cxt.gen.scopeValue('func', {
        ref: judge,
        code: _`require(${JUDGE_MODULE}).judge`,
      })
      const rule = cxt.gen.const('rule', _`${call}(${cxt.data}, ${stringify(cxt.schema)}, this)`)
      cxt.setParams({ rule })
      cxt.fail(_`${rule} !== undefined`)
    },
  })
  return standaloneCode(ajv, ajv.compile(schema))
}
