import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Files of `public/` bear an extension: for a page, the disk need not be asked. */
export default class AssetsMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.request.url().includes('.')) return next()
    const files = await ctx.containerResolver.make(StaticMiddleware)
    return files.handle(ctx, next)
  }
}
