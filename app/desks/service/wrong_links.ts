import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'

const keyOf = ({ commune, request }: HttpContext) => `lien:${commune.id}:${request.ip()}`
const limit = () => limiter.use({ requests: 20, duration: '15 mins', blockDuration: '15 mins' })

/** Tokens that do not exist, by address: who tries them has no mail of ours. */
export const triedTooMany = (ctx: HttpContext) => limit().isBlocked(keyOf(ctx))

export const noteWrongLink = (ctx: HttpContext) => limit().increment(keyOf(ctx))
