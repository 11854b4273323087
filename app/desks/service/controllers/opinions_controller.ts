import type { HttpContext } from '@adonisjs/core/http'
import { actorOf, isStillOpen } from '#desks/service/admission'
import { showRefusal } from '#desks/service/dossier_page'
import {
  admitOpinion,
  opinionFile,
  opinionPath,
  revisionInView,
  showOpinion,
} from '#desks/service/opinion_page'
import { bareTexts } from '#desks/service/too_late'
import { TakeAction } from '#dossiers/actions/take_action'
import { typedIn } from '#dossiers/action_input'
import { fieldsOf, givenBack } from '#dossiers/queries/action_choices'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

/** The opinion of a service: it reads the dossier, says what it thinks, once, and no more. */
export default class OpinionsController {
  async show(ctx: HttpContext) {
    const held = await admitOpinion(ctx)
    if (held.type !== 'admitted') return showRefusal(ctx, held)
    return showOpinion(ctx, held, await opinionFile(held))
  }

  async store(ctx: HttpContext) {
    const { params, request, response, session, view } = ctx
    const held = await admitOpinion(ctx)
    const raw = request.input('f')
    if (held.type === 'unknown') return showRefusal(ctx, held, { typed: bareTexts(raw) })

    const file = await opinionFile(held)
    const action = file.actions.find(({ key }) => key === params.action)?.key ?? ''
    const typed = typedIn(fieldsOf(file, params.action), raw)
    if (held.type !== 'admitted') {
      const words = await givenBack(file, params.action, typed)
      return showRefusal(ctx, held, { typed: words })
    }

    const outcome = await new TakeAction().handle({
      file,
      action,
      typed,
      uploads: ({ key }) => uploads(request, `files_${key}`),
      actor: actorOf(held.service),
      revision: revisionInView(file, Number(request.input('revision'))),
    })
    switch (outcome.type) {
      case 'done': {
        const { dossier } = outcome
        const { reference, demarcheTitle: demarche } = dossier
        const message = t('service.opinion_done', { reference, demarche })
        if (!(await isStillOpen(held, dossier))) {
          return view.render('pages/service/opinion_given', { ...held, dossier, message })
        }
        session.flash('success', message)
        return response.redirect(opinionPath(params.id))
      }
      case 'invalid':
        return showOpinion(ctx, held, file, { typed, errors: outcome.errors }, 422)
      case 'files-refused':
        return showOpinion(ctx, held, file, { typed, refused: outcome.refused }, 422)
      case 'overtaken':
      case 'not-possible':
        return showOpinion(ctx, held, await opinionFile(held), { typed, overtaken: true }, 409)
    }
  }
}
