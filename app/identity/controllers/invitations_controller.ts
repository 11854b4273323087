import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { acceptInvitation, type Invited, openInvitation } from '#identity/invitations'
import { passwordValidator } from '#identity/validators'
import { t } from '#shared/translate'

const STATUSES = { unknown: 404, expired: 410, used: 410 }

/** `/invitation/:token`: whoever was invited, or has lost it, chooses a password. */
export default class InvitationsController {
  async show(ctx: HttpContext) {
    const invited = await this.#opened(ctx)
    return invited.type === 'valid' ? form(ctx, invited) : refused(ctx, invited)
  }

  async store(ctx: HttpContext) {
    const { params, request, response, session } = ctx
    const invited = await this.#opened(ctx)
    if (invited.type !== 'valid') return refused(ctx, invited)
    const [invalid, input] = await passwordValidator.tryValidate(request.all())
    if (invalid) return form(ctx, invited, true)

    const accepted = await acceptInvitation(params.token, input.password)
    if (accepted.type !== 'valid') return refused(ctx, accepted)
    session.flash('success', t('identity.invitation.done'))
    return response.redirect('/connexion')
  }

  /** Tokens that do not exist are counted: who tries them has no mail of ours. */
  async #opened({ params, request, commune }: HttpContext): Promise<Invited> {
    const tries = limiter.use({ requests: 30, duration: '15 mins' })
    const key = `invitation:${commune.id}:${request.ip()}`
    if (await tries.isBlocked(key)) return { type: 'unknown' }
    const invited = await openInvitation(params.token)
    if (invited.type === 'unknown') await tries.increment(key)
    return invited
  }
}

function form(
  { response, view }: HttpContext,
  { account }: Extract<Invited, { type: 'valid' }>,
  failed = false
) {
  if (failed) response.status(422)
  return view.render('pages/identity/invitation', {
    name: account.name,
    email: account.email,
    failed,
  })
}

function refused({ response, view }: HttpContext, { type }: Exclude<Invited, { type: 'valid' }>) {
  response.status(STATUSES[type])
  return view.render('pages/identity/invitation_refused', { reason: type })
}
