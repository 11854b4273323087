import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Pages hold personal data: nothing between us and the reader keeps a copy, nor learns addresses. */
export default class HeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.response.header('Cache-Control', 'no-store')
    ctx.response.header('Referrer-Policy', 'same-origin')
    ctx.response.header('Cross-Origin-Opener-Policy', 'same-origin')
    ctx.response.header('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=()')
    return next()
  }
}
