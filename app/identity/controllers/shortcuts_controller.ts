import type { HttpContext } from '@adonisjs/core/http'
import { safeBack } from '#identity/back'

/** The keys of the agents' pages, which an account may turn off: a stray key must do no harm. */
export default class ShortcutsController {
  async show({ view, request }: HttpContext) {
    return view.render('pages/identity/shortcuts', { back: safeBack(request.qs().retour) ?? '' })
  }

  async store({ account, request, response }: HttpContext) {
    await account.merge({ shortcuts: request.input('actifs') === 'oui' }).save()
    return response.redirect(safeBack(String(request.input('retour', ''))) ?? '/raccourcis')
  }
}
