import type { HttpContext } from '@adonisjs/core/http'
import Dossier from '#dossiers/dossier'
import { isMailed } from '#dossiers/actions/issue_receipt'
import { promiseMail } from '#dossiers/promised_mails'
import { grants } from '#identity/grants'
import { findLien } from '#identity/liens'
import { dossierPath, draftPath } from './paths.js'
import { count, isOver } from './throttles.js'

type Purpose = 'draft' | 'follow'

type Opened =
  | { type: 'valid'; dossierId: string }
  | { type: 'expired'; dossierId: string; madeFor: string }
  | { type: 'unknown' | 'revoked' | 'submitted' }

/**
 * A mailed link, opened: gives this browser its dossier and changes nothing else, since mail
 * scanners open links too. Where it opens nothing, a page says why and what to do.
 */
export async function openLien(ctx: HttpContext, purpose: Purpose) {
  if (await isOver(ctx, 'token')) await count(ctx, 'token')
  const opened = await opening(purpose, ctx.params.token)
  if (opened.type === 'valid') {
    grants(ctx.session).give(opened.dossierId)
    const path = purpose === 'draft' ? draftPath : dossierPath
    return ctx.response.redirect(path(opened.dossierId))
  }
  if (opened.type === 'unknown') await count(ctx, 'token')
  ctx.response.status(opened.type === 'unknown' ? 404 : 410)
  return ctx.view.render('pages/usager/lien', { purpose, reason: opened.type })
}

/** A new link for one that expired, to the address that it was sent to and to no other. */
export async function renewLien(ctx: HttpContext, purpose: Purpose) {
  const opened = await opening(purpose, ctx.params.token)
  if (opened.type !== 'expired') return openLien(ctx, purpose)

  await count(ctx, 'mailbox', opened.madeFor)
  await mailLien(purpose, opened.dossierId, opened.madeFor)
  return ctx.view.render('pages/usager/lien_sent')
}

/**
 * The link that proves an address, opened: this browser may take away for two hours what is held at it.
 */
export async function openDataLien(ctx: HttpContext) {
  if (await isOver(ctx, 'token')) await count(ctx, 'token')
  const lien = await findLien('data', ctx.params.token)
  if (lien?.state === 'valid') {
    grants(ctx.session).giveAddress(lien.madeFor)
    return ctx.response.redirect('/mes-donnees')
  }
  if (!lien) await count(ctx, 'token')
  ctx.response.status(lien ? 410 : 404)
  const reason = lien ? 'over' : 'unknown'
  return ctx.view.render('pages/usager/data_lien', { reason })
}

/** To the address of a dossier, and to no other. */
export async function mailDataLien(dossierId: string) {
  const { contactEmail } = await Dossier.findOrFail(dossierId)
  return promiseMail({
    dossierId,
    recipient: contactEmail!,
    recipientRole: 'usager',
    template: 'usager-donnees',
    data: {},
    lien: { purpose: 'data' },
  })
}

export function mailLien(purpose: Purpose, dossierId: string, recipient: string) {
  return promiseMail({
    dossierId,
    recipient,
    recipientRole: 'usager',
    template: purpose === 'draft' ? 'brouillon' : 'usager-lien',
    data: {},
    lien: { purpose },
  })
}

async function opening(purpose: Purpose, token: string): Promise<Opened> {
  const lien = await findLien(purpose, token)
  const dossier = lien && (await Dossier.find(lien.dossierId))
  if (!dossier) return { type: 'unknown' }
  if (purpose === 'draft' && !dossier.isDraft) return { type: 'submitted' }

  switch (lien.state) {
    case 'valid':
      return { type: 'valid', dossierId: dossier.id }
    case 'expired':
      if (!isMailed(lien.madeFor)) return { type: 'revoked' }
      return { type: 'expired', dossierId: dossier.id, madeFor: lien.madeFor }
    case 'revoked':
      return { type: 'revoked' }
  }
}
