import type { HttpContext } from '@adonisjs/core/http'
import { standingIn } from '#desks/admin/builder/address'
import { openBuilder } from '#desks/admin/builder/open_builder'
import { sendScreen } from '#desks/admin/builder/send_screen'

/** The form of a démarche: its outline, a page of it as it will look, and what is chosen. */
export default class BuildersController {
  async show(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const query = ctx.request.qs()
    const at = standingIn(query)
    const typed = query.plus === undefined ? undefined : { body: {}, errors: {}, moreRows: true }
    const { document } = builder.draft
    // A script says where it stood at which version: it has the rest.
    const isSeen = Number(ctx.request.header('x-builder')) === builder.draft.version
    const seen = isSeen ? { document, at: { ...at, q: String(query.de ?? '') } } : undefined
    return sendScreen(ctx, builder, { at, ...(typed && { typed }) }, { seen })
  }
}
