import type { HttpContext } from '@adonisjs/core/http'

/** The screens that are shown around to who comes there first. */
export const TOURS = ['inbox', 'builder'] as const

export type Tour = (typeof TOURS)[number]

export const isTour = (name: unknown): name is Tour => TOURS.includes(name as Tour)

/** What a screen does of its tour: begins it where that was asked for, or offers it the first time. */
export function tourOf({ account, request }: HttpContext, tour: Tour): 'begun' | 'offered' | null {
  if (request.qs().visite !== undefined) return 'begun'
  return account.hasSeen(tour) ? null : 'offered'
}
