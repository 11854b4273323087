import type { HttpContext } from '@adonisjs/core/http'
import { admissionOf, recordUse } from '#desks/service/admission'
import { showRefusal } from '#desks/service/dossier_page'
import { noteWrongLink, triedTooMany } from '#desks/service/wrong_links'
import { grants } from '#identity/grants'
import type { ServicePurpose } from '#identity/lien'
import { findLien } from '#identity/liens'

/** A mailed link, opened: this browser holds it from now on, and nothing else changes. */
export async function openLien(
  ctx: HttpContext,
  purposes: readonly ServicePurpose[],
  pathOf: (dossierId: string) => string
) {
  const { params, response, session, view } = ctx
  if (await triedTooMany(ctx)) {
    return response.status(429).send(await view.render('pages/errors/too_many'))
  }
  const admission = await admissionOf(await findLien([...purposes], params.token))
  if (admission.type === 'unknown') await noteWrongLink(ctx)
  if (admission.type !== 'admitted') return showRefusal(ctx, admission)

  grants(session).giveLien(admission.lien.id)
  await recordUse(admission)
  return response.redirect(pathOf(admission.dossier.id))
}
