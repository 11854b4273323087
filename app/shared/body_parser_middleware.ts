import { Exception } from '@adonisjs/core/exceptions'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { removeUploads } from './safe_multipart.js'

/** The framework's body parser, without the requests that break it and the files that it would leave. */
export default class SafeBodyParserMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const parser = await ctx.containerResolver.make(BodyParserMiddleware)
    ctx.response.onFinish(() => void removeUploads(ctx.request.request))
    let parsed = false
    try {
      return await parser.handle(ctx, () => {
        parsed = true
        return next()
      })
    } catch (error) {
      if (parsed) throw error
      // Of a body that broke off, the rest is not read: the next request on the connection would wait for it.
      ctx.response.header('Connection', 'close')
      ctx.request.request.resume()
      // JSON nested a hundred thousand times cannot be copied: whoever sent it is at fault.
      if (!(error instanceof RangeError)) throw error
      throw new Exception('The body is nested too deeply', { status: 400, code: 'E_BODY_TOO_DEEP' })
    }
  }
}
