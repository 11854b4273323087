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

async function load({ params, request, session }: HttpContext): Promise<Held | null> {
  const granted = grants(session)
  const sealed = request.method() === 'POST' && opens(request.body().seal, params.id)
  if (!granted.holds(params.id) && !sealed) return null

  const dossier = await Dossier.find(params.id)
  if (!dossier) return null
  if (!granted.holds(dossier.id)) granted.give(dossier.id)
  return { dossier, version: await dossier.version() }
}

/** The same whether there is such a dossier or not. */
async function notHeld({ response, view }: HttpContext) {
  return response.status(404).send(await view.render('pages/usager/not_held'))
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Behind `draftScope` and `dossierScope`. */
    held: Held
  }
}
