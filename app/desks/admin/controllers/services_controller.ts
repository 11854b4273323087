import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { SaveService, type ServiceSettings } from '#desks/admin/actions/save_service'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { allServices } from '#desks/admin/queries/services'
import { serviceValidator } from '#desks/admin/validators'
import Service from '#identity/service'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { lastChanges } from '#tenancy/changes'

/** The services to which dossiers are handed, in the commune or outside of it. */
export default class ServicesController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/services/index', { services: await allServices() })
  }

  async create(ctx: HttpContext) {
    return show(ctx, null, { active: ['1'] })
  }

  async store(ctx: HttpContext) {
    return save(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const service = await serviceOf(ctx)
    return show(ctx, service, {
      name: service.name,
      email: service.email,
      other_emails: service.otherEmails.join('\n'),
      active: service.active ? ['1'] : [],
      absent_from: service.absentFrom?.toISODate(),
      absent_until: service.absentUntil?.toISODate(),
      replacement: service.replacementId,
    })
  }

  async update(ctx: HttpContext) {
    return save(ctx, await serviceOf(ctx))
  }
}

async function serviceOf(ctx: HttpContext): Promise<Service> {
  const service = await Service.find(ctx.params.id)
  if (!service) throw notFound(ctx)
  return service
}

async function save(ctx: HttpContext, service: Service | null) {
  const { request, response, session, account } = ctx
  const typed = request.all()
  const [invalid, input] = await serviceValidator.tryValidate(filled(typed))
  if (invalid) return show(ctx, service, typed, errorsOf(invalid))

  const wanted: ServiceSettings = {
    name: input.name,
    email: input.email,
    otherEmails: (input.other_emails ?? '')
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
    active: service === null || input.active !== undefined,
    absentFrom: dayOf(input.absent_from),
    absentUntil: dayOf(input.absent_until),
    replacementId: input.replacement ?? null,
  }
  const outcome = await new SaveService().handle(service, wanted, account)
  switch (outcome.type) {
    case 'refused':
      return show(ctx, service, typed, { [outcome.field]: t(`admin.service.${outcome.reason}`) })
    case 'saved':
      session.flash('success', t('admin.saved'))
      return response.redirect('/admin/services')
  }
}

const dayOf = (day: string | null | undefined) => (day ? DateTime.fromISO(day) : null)

async function show(
  ctx: HttpContext,
  service: Service | null,
  typed: object,
  errors: FormErrors = {}
) {
  const { response, view } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  const others = (await Service.inOrder()).filter(({ id }) => id !== service?.id)
  const changes = service
    ? await lastChanges({ subject: 'service', subjectId: service.id, limit: 10 })
    : []
  return view.render('pages/admin/services/form', {
    service,
    typed,
    errors,
    changes,
    others: others.map(({ id, name }) => ({ value: id, label: name })),
  })
}
