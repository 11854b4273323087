import { createRequire } from 'node:module'
import { Exception } from '@adonisjs/core/exceptions'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import lodash from '@poppinss/utils/lodash'

/** Far over any honest form: rows go to 50, names to five levels. */
const MOST = 999
const DEEPEST = 12

/**
 * Whether a field's name asks for more than a form holds. The parser makes `x[4294967294]` an
 * array of that length and the request then copies it, which ends the process: one field of
 * one POST, before any token is checked.
 */
export function isVast(name: unknown): boolean {
  if (typeof name !== 'string') return false
  const path = lodash.toPath(name)
  return path.length > DEEPEST || path.some((key) => /^\d+$/.test(key) && Number(key) > MOST)
}

// The parser has no setting for this, and its names come from here: such fields are never heard of.
const { Form } = createRequire(import.meta.url)('@poppinss/multiparty')
const emit = Form.prototype.emit
Form.prototype.emit = function (event: string, ...values: any[]) {
  if (event === 'field' && isVast(values[0])) return true
  if (event === 'part') {
    // Nobody listens to a part that is skipped, such as a file field that was left empty: where the
    // body breaks off there, its error would be nobody's, and end the process.
    values[0].on('error', () => {})
    if (isVast(values[0].name)) return (values[0].resume(), true)
  }
  return emit.call(this, event, ...values)
}

/** The framework's body parser, without the requests that break it. */
export default class SafeBodyParserMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const parser = await ctx.containerResolver.make(BodyParserMiddleware)
    let parsed = false
    try {
      return await parser.handle(ctx, () => {
        parsed = true
        return next()
      })
    } catch (error) {
      // JSON nested a hundred thousand times cannot be copied: whoever sent it is at fault.
      if (parsed) throw error
      // Of a body that broke off, the rest is not read: the next request on the connection would wait for it.
      ctx.response.header('Connection', 'close')
      ctx.request.request.resume()
      if (!(error instanceof RangeError)) throw error
      throw new Exception('The body is nested too deeply', { status: 400, code: 'E_BODY_TOO_DEEP' })
    }
  }
}
