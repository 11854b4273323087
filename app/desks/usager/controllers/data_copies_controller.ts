import type { HttpContext } from '@adonisjs/core/http'
import { sendOwnData } from '#archive/send_dossier'
import { heldAtAddress } from '#dossiers/queries/same_usager'
import { recordEvent } from '#dossiers/journal'
import { grants } from '#identity/grants'
import { count } from '../throttles.js'

/** All that is held at an address, or about one dossier of it, to take away. */
export default class DataCopiesController {
  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const email = grants(session).address()
    if (!email) return response.redirect('/mes-donnees')
    await count(ctx, 'copy')

    const wanted: unknown = request.input('dossier')
    const held = await heldAtAddress(email)
    const ids = held.map(({ id }) => id).filter((id) => !wanted || id === wanted)
    if (ids.length === 0) return response.redirect('/mes-donnees')
    for (const id of ids) {
      await recordEvent(id, 'data', 'Données remises à l’usager', { role: 'usager', label: email })
    }
    return sendOwnData(ctx, ids)
  }
}
