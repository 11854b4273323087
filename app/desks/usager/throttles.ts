import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'

const LIMITS = {
  /** Drafts that one address begins. A town hall's desk is one address. */
  draft: { requests: 60, duration: '1 hour' },
  /** Of one draft, what its script saves as it is filled in. */
  save: { requests: 2000, duration: '1 hour' },
  /** Files of one draft, sent one by one. */
  upload: { requests: 200, duration: '1 hour' },
  /** Links asked for from one address, whoever they are for. */
  request: { requests: 20, duration: '1 hour' },
  /** Links sent to one mailbox. */
  mailbox: { requests: 5, duration: '1 hour' },
  /** Copies of all that is held, taken by one address. */
  copy: { requests: 20, duration: '1 hour' },
  /** Links that do not exist, tried from one address. */
  token: { requests: 30, duration: '15 mins' },
} as const

type Throttle = keyof typeof LIMITS

/** Counts one; once there are too many, the page « Trop de tentatives ». */
export async function count(ctx: HttpContext, name: Throttle, who = ctx.request.ip()) {
  try {
    await limiter.use(LIMITS[name]).consume(key(ctx, name, who))
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) {
      ctx.response.header('Retry-After', String(error.response.availableIn))
    }
    throw error
  }
}

/** Whether one more would be too many. */
export function isOver(ctx: HttpContext, name: Throttle, who = ctx.request.ip()) {
  return limiter.use(LIMITS[name]).isBlocked(key(ctx, name, who))
}

const key = ({ commune }: HttpContext, name: Throttle, who: string) =>
  `usager:${name}:${commune.id}:${who}`
