import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { blankFor, FIRST_PAGE } from './blank_pages.js'

/**
 * The page that most people see first is answered from memory, before a transaction is opened:
 * a form that a whole town looks at costs the database nothing.
 */
export default class BlankPageMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const page = ctx.route?.name === FIRST_PAGE ? blankFor(ctx) : undefined
    return page === undefined ? next() : ctx.response.send(page)
  }
}
