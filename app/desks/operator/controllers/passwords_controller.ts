import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#desks/operator/commune_of'
import { ChangePassword } from '#identity/actions/change_password'
import { newPasswordValidator } from '#identity/validators'
import { t } from '#shared/translate'

/** The password of whoever is signed in to the console. */
export default class PasswordsController {
  async edit(ctx: HttpContext) {
    return page(ctx)
  }

  async update(ctx: HttpContext) {
    const { request, response, session, operator } = ctx
    const [invalid, input] = await newPasswordValidator.tryValidate(request.all())
    if (invalid) return page(ctx, { password: t('operator.account.too_short') })

    const outcome = await new ChangePassword().handle(operator, input, actorOf(ctx))
    switch (outcome.type) {
      case 'wrong':
        return page(ctx, { current: t('operator.account.wrong') })
      case 'changed':
        session.put('epoch', operator.sessionEpoch)
        session.flash('success', t('operator.account.changed'))
        return response.redirect('/compte')
    }
  }
}

function page({ response, view }: HttpContext, errors: Record<string, string> = {}) {
  if (Object.keys(errors).length > 0) response.status(422)
  return view.render('pages/operator/account', { errors })
}
