import type { HttpContext } from '@adonisjs/core/http'
import { feedbacks } from '#dossiers/feedback'

/** What usagers say of the commune's démarches. */
export default class FeedbacksController {
  async index({ view }: HttpContext) {
    return view.render('pages/superviseur/feedbacks', await feedbacks())
  }
}
