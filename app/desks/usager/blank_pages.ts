import type { HttpContext } from '@adonisjs/core/http'
import { v7 as uuidv7 } from 'uuid'
import { grants } from '#identity/grants'
import { randomBytes } from '#shared/random'
import type { Commune } from '#tenancy/commune'
import { seal } from './seal.js'

/** The route of a form’s first page, where nothing is kept yet. */
export const FIRST_PAGE = 'demarche.first_page'

/** What differs from one visitor’s blank page to another’s. */
export interface Own {
  csrf: string
  draft: string
  seal: string
}

/** A page with what is each visitor’s own cut out of it: at each odd place, the name of what was there. */
type Cut = string[]

/**
 * The blank first pages of a commune, as everybody gets them. They are kept as long as what we
 * know of the commune itself, at most ten seconds, and forgotten when one of its démarches is
 * saved: a form that closed meanwhile is refused when it is sent.
 */
const kept = new WeakMap<Commune, Map<string, Cut>>()

/** Whether this visitor gets the page that everybody gets. */
export function isForAnybody({ request, session }: HttpContext): boolean {
  return (
    Object.keys(request.qs()).length === 0 &&
    grants(session).dossiers().length === 0 &&
    session.flashMessages.isEmpty
  )
}

export function newOwn(
  { request, commune }: HttpContext,
  draft = uuidv7({ random: randomBytes(16) })
): Own {
  return { csrf: request.csrfToken, draft, seal: seal(draft, commune.id) }
}

export function keepBlank({ commune, params }: HttpContext, html: string, own: Own) {
  const names = Object.keys(own) as (keyof Own)[]
  const marks = names.map((name) => own[name].replace(/[^\w-]/g, (sign) => `\\${sign}`))
  const parts = html.split(new RegExp(`(${marks.join('|')})`))
  const cut = parts.map((part, at) =>
    at % 2 === 1 ? names.find((name) => own[name] === part)! : part
  )
  const pages = kept.get(commune) ?? new Map<string, Cut>()
  kept.set(commune, pages.set(params.slug, cut))
}

/** The page for one more visitor; undefined where it has to be made. */
export function blankFor(ctx: HttpContext): string | undefined {
  const cut = kept.get(ctx.commune)?.get(ctx.params.slug)
  if (!cut || !isForAnybody(ctx)) return undefined
  const own = newOwn(ctx)
  return cut.map((part, at) => (at % 2 === 1 ? own[part as keyof Own] : part)).join('')
}
