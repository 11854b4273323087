import { existsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'
import sirv, { type RequestHandler } from 'sirv'

/** What `vite build` made, which also compressed it; names carry a hash of the content. */
const BUILT = '/assets'

let known: RequestHandler | undefined

/** Looks the files up once; a middleware is made for each request. */
function built(): RequestHandler | undefined {
  if (known || !existsSync(app.publicPath(BUILT))) return known
  const forever = { maxAge: 31_536_000, immutable: true }
  return (known = sirv(app.publicPath(BUILT), { brotli: true, gzip: true, etag: true, ...forever }))
}

/** Files of `public/` bear an extension: for a page, the disk need not be asked. */
export default class AssetsMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const url = ctx.request.url()
    if (!url.includes('.')) return next()
    if (url.startsWith(`${BUILT}/`) && (await send(ctx))) return
    const files = await ctx.containerResolver.make(StaticMiddleware)
    return files.handle(ctx, next)
  }
}

/** @returns false where there is no such file */
async function send({ request, response }: HttpContext): Promise<boolean> {
  const files = built()
  if (!files || !['GET', 'HEAD'].includes(request.method())) return false
  // Without ranges: nobody resumes a script, and a range of nonsense would throw half-way.
  const headers = { ...request.headers(), range: undefined }
  const asked = { url: request.url().slice(BUILT.length), headers } as IncomingMessage
  return new Promise((resolve) => {
    response.response.once('close', () => resolve(true))
    files(asked, response.response, () => resolve(false))
  })
}
