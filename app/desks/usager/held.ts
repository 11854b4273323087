import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { type OpenVersion } from '#catalogue/versions'
import Dossier from '#dossiers/dossier'
import { grants } from '#identity/grants'
import { dossierPath, draftPath } from './paths.js'
import { opens } from './seal.js'

/** A dossier that this browser has proved to hold. What it does not hold, it cannot load. */
export interface Held {
  dossier: Dossier
  version: OpenVersion
}

/** `/brouillons/:id/envoi`: what reads the dossier itself, locked. */
export async function heldScope(ctx: HttpContext, next: NextFn) {
  return holds(ctx) ? next() : notHeld(ctx)
}

/** `/brouillons/:id`: a draft of this browser; once it is submitted, its follow-up. */
export async function draftScope(ctx: HttpContext, next: NextFn) {
  const held = await load(ctx)
  if (!held) return notHeld(ctx)
  if (!held.dossier.isDraft) return ctx.response.redirect(dossierPath(held.dossier.id))
  ctx.held = held
  return next()
}

/** `/dossiers/:id`: a submitted dossier of this browser. */
export async function dossierScope(ctx: HttpContext, next: NextFn) {
  const held = await load(ctx)
  if (!held) return notHeld(ctx)
  if (held.dossier.isDraft) return ctx.response.redirect(draftPath(held.dossier.id))
  ctx.held = held
  return next()
}

async function load(ctx: HttpContext): Promise<Held | null> {
  if (!holds(ctx)) return null

  const dossier = await Dossier.find(ctx.params.id)
  if (!dossier) return null
  hold(ctx, dossier.id)
  return { dossier, version: await dossier.version() }
}

/** By its session, or by a form that we sealed: the session may have ended since. */
function holds({ params, request, session }: HttpContext): boolean {
  const isHeld = grants(session).holds(params.id)
  return isHeld || (request.method() === 'POST' && opens(request.body().seal, params.id))
}

/** Once it is known to be one of this commune. */
export function hold({ session }: HttpContext, dossierId: string) {
  const granted = grants(session)
  if (!granted.holds(dossierId)) granted.give(dossierId)
}

/** The same whether there is such a dossier or not. */
export async function notHeld({ response, view }: HttpContext) {
  return response.status(404).send(await view.render('pages/usager/not_held'))
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Behind `draftScope` and `dossierScope`. */
    held: Held
  }
}
