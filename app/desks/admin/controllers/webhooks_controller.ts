import type { HttpContext } from '@adonisjs/core/http'
import { SaveWebhook } from '#desks/admin/actions/save_webhook'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { allWebhooks, lastCalls } from '#desks/admin/queries/webhooks'
import { newWebhookValidator, webhookValidator } from '#desks/admin/validators'
import { Webhook } from '#dossiers/webhook'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

const LIST = '/admin/liaisons'

/** The other programs that are told of what happens to dossiers. */
export default class WebhooksController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/webhooks/index', { webhooks: await allWebhooks() })
  }

  async create(ctx: HttpContext) {
    return show(ctx, null, {})
  }

  async store(ctx: HttpContext) {
    const typed = ctx.request.all()
    const [invalid, input] = await newWebhookValidator.tryValidate(filled(typed))
    if (invalid) {
      const { name, ...errors } = errorsOf(invalid)
      return show(ctx, null, typed, {
        ...errors,
        ...(name ? { name: t('webhooks.errors.name') } : {}),
      })
    }
    return save(ctx, null, { ...input, active: true, withAnswers: !!input.with_answers })
  }

  async edit(ctx: HttpContext) {
    const webhook = await webhookOf(ctx)
    const { url, withAnswers, active } = webhook
    const ticked = (yes: boolean) => (yes ? ['1'] : [])
    return show(ctx, webhook, { url, with_answers: ticked(withAnswers), active: ticked(active) })
  }

  /** Saves, or gives it a new secret: the one before is worth nothing from then on. */
  async update(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const webhook = await webhookOf(ctx)
    if (request.input('go') === 'renew') {
      await new SaveWebhook().renew(webhook, account)
      session.flash('success', t('webhooks.renewed'))
      return response.redirect(`${LIST}/${webhook.id}`)
    }
    const typed = request.all()
    const [invalid, input] = await webhookValidator.tryValidate(filled(typed))
    if (invalid) return show(ctx, webhook, typed, errorsOf(invalid))
    const { url, with_answers: answers, active } = input
    const wanted = { name: webhook.name, url, withAnswers: !!answers, active: !!active }
    return save(ctx, webhook, wanted)
  }
}

async function webhookOf(ctx: HttpContext): Promise<Webhook> {
  const webhook = await Webhook.find(ctx.params.id)
  if (!webhook) throw notFound(ctx)
  return webhook
}

async function save(
  ctx: HttpContext,
  webhook: Webhook | null,
  wanted: { name: string; url: string; withAnswers: boolean; active: boolean }
) {
  const outcome = await new SaveWebhook().handle(webhook, wanted, ctx.account)
  switch (outcome.type) {
    case 'refused': {
      const errors = { [outcome.field]: t(`webhooks.errors.${outcome.reason}`) }
      return show(ctx, webhook, ctx.request.all(), errors)
    }
    case 'saved':
      ctx.session.flash('success', t('admin.saved'))
      return ctx.response.redirect(`${LIST}/${outcome.webhook.id}`)
  }
}

async function show(
  ctx: HttpContext,
  webhook: Webhook | null,
  typed: object,
  errors: FormErrors = {}
) {
  if (Object.keys(errors).length > 0) ctx.response.status(422)
  const calls = webhook ? await lastCalls(webhook.name) : []
  return ctx.view.render('pages/admin/webhooks/form', { webhook, typed, errors, calls })
}
