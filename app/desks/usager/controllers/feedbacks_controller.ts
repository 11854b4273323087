import type { HttpContext } from '@adonisjs/core/http'
import { type Ease, giveFeedback } from '#dossiers/feedback'
import { t } from '#shared/translate'
import { showFollow } from '../follow_page.js'
import { dossierPath } from '../paths.js'
import { feedbackValidator } from '../validators.js'

/** Two questions once all is over: how easy it was, and anything else. */
export default class FeedbacksController {
  async store(ctx: HttpContext) {
    const { request, response, session, held } = ctx
    const { dossier } = held
    if (!dossier.isClosed) return response.redirect(dossierPath(dossier.id))
    const [invalid, input] = await feedbackValidator.tryValidate(request.body())
    if (invalid) {
      const { ease = '', text = '' } = request.body()
      response.status(422)
      return showFollow(ctx, { feedback: { ease: String(ease), text: String(text) } })
    }
    await giveFeedback(dossier.id, input.ease as Ease, input.text ?? '')
    session.flash('success', t('usager.feedback.thanks'))
    return response.redirect(dossierPath(dossier.id))
  }
}
