import { Exception } from '@adonisjs/core/exceptions'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { removeUploads } from './safe_multipart.js'

/** Levels of a JSON body; a form that is imported has some twenty. */
const DEEPEST = 100

/** The framework's body parser, without the requests that break it and the files that it would leave. */
export default class SafeBodyParserMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const parser = await ctx.containerResolver.make(BodyParserMiddleware)
    ctx.response.onFinish(() => void removeUploads(ctx.request.request))
    let parsed = false
    try {
      return await parser.handle(ctx, () => {
        const { request } = ctx
        if (request.is(['json'])) request.updateBody(wellFormed(request.body(), DEEPEST) as Bag)
        parsed = true
        return next()
      })
    } catch (error) {
      if (parsed) throw error
      // Of a body that broke off, the rest is not read: the next request on the connection would wait for it.
      ctx.response.header('Connection', 'close')
      ctx.request.request.resume()
      // Or nested a hundred thousand times, which cannot even be copied: whoever sent it is at fault.
      if (!(error instanceof RangeError)) throw error
      throw new Exception('The body is nested too deeply', { status: 400, code: 'E_BODY_TOO_DEEP' })
    }
  }
}

type Bag = Record<string, unknown>

/**
 * JSON may hold half characters (`"\\ud800"`), which neither an address nor the database takes: as
 * everywhere else they become �.
 *
 * @throws RangeError where it is deeper than these levels: whatever goes down into it must come back
 */
function wellFormed(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) throw new RangeError('More levels than are read')
  if (Array.isArray(value)) return value.map((one) => wellFormed(one, levels - 1))
  const pairs = Object.entries(value)
  return Object.fromEntries(
    pairs.map(([key, one]) => [key.toWellFormed(), wellFormed(one, levels - 1)])
  )
}
