import type { HttpContext } from '@adonisjs/core/http'
import { correctionLinks } from '../live.js'
import { lockAsked } from '../lock_asked.js'
import { keepPosted, stampOfCorrection } from '../take_correction.js'
import { count } from '../throttles.js'

/** What a script sends of a correction while it is typed: kept, neither judged nor sent. */
export default class CorrectionSavesController {
  async store(ctx: HttpContext) {
    const { id } = ctx.held.dossier
    await count(ctx, 'save', id)
    if (!(await lockAsked(ctx))) return ctx.response.status(409).json({})
    const kept = await keepPosted(ctx)
    if (kept.type === 'conflict') return ctx.response.status(409).json({ conflict: true })
    const stamp = stampOfCorrection(ctx.held, kept.typed)
    return ctx.response.json({ ...correctionLinks(id), stamp })
  }
}
