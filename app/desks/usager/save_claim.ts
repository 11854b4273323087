import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { SavedBy } from '#dossiers/actions/save_draft'
import type Dossier from '#dossiers/dossier'
import { isBag } from '#shared/tidy'

/**
 * What a page that posts says of itself, in hidden fields.
 *
 * - `view`: the id it was drawn with; a first page goes by that of the draft that it begins
 * - `turn`: what its script counts, one more at each save and at the end; 0 without a script
 * - `stamp`: of the answers that it was drawn from; undefined where it says nothing of them
 */
export interface Claim extends SavedBy {
  stamp: string | undefined
}

const ID = /^[\w-]{1,64}$/

/** @param blank the stamp of a page without answers, which a first page was drawn from */
export function claimOf({ request }: Pick<HttpContext, 'request'>, blank: string): Claim {
  const { view, turn, stamp, draft } = request.body()
  const known = [view, draft].find((one) => typeof one === 'string' && ID.test(one))
  const count = Number(turn)
  return {
    view: known ?? null,
    turn: Number.isInteger(count) && count > 0 && count < 1e9 ? count : 0,
    stamp: typeof stamp === 'string' ? stamp : draft === undefined ? undefined : blank,
  }
}

/**
 * What becomes of a save: it is taken; it comes after a newer one of its own page, and is not; or the
 * answers have become others on another page, in another tab or on another device.
 *
 * @param stamp of the answers that are kept
 */
export function judgeSave(
  { savedBy, savedTurn }: Dossier,
  { view, turn, stamp: drawn }: Claim,
  stamp: string
): 'taken' | 'late' | 'conflict' {
  if (view !== null && view === savedBy) return turn > 0 && turn <= savedTurn ? 'late' : 'taken'
  return drawn === undefined || drawn === stamp ? 'taken' : 'conflict'
}

/** The same for the same answers, in whatever order PostgreSQL or a form has their keys. */
export function stampOf(answers: unknown): string {
  const text = JSON.stringify(ordered(answers) ?? null)
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (!isBag(value)) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]))
}
