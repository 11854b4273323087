import type { HttpContext } from '@adonisjs/core/http'
import { pathOf } from '#desks/admin/administered'
import { errorsOf, type FormErrors } from '#desks/admin/form_errors'
import { presentationValidator } from '#desks/admin/validators'
import { PresentDemarche } from '#catalogue/actions/present_demarche'
import { categories } from '#catalogue/categories'
import Service from '#identity/service'
import { t } from '#shared/translate'

/** What usagers read of a démarche around its form, and its address. */
export default class PresentationsController {
  async edit(ctx: HttpContext) {
    const { demarche } = ctx
    return show(ctx, { ...demarche.$attributes, legal_notice: demarche.legalNotice })
  }

  async update(ctx: HttpContext) {
    const { demarche, request, response, session, account } = ctx
    const [invalid, input] = await presentationValidator.tryValidate(request.all())
    if (invalid) return show(ctx, request.all(), errorsOf(invalid))

    const { legal_notice: legalNotice, ...rest } = input
    const presentation = { ...rest, legalNotice }
    const services = await Service.refs()
    const outcome = await new PresentDemarche().handle(demarche, presentation, services, account)
    switch (outcome.type) {
      case 'slug-taken':
        return show(ctx, request.all(), { slug: t('admin.presentation.slug_taken') })
      case 'saved':
        session.flash('success', t('admin.saved'))
        return response.redirect(pathOf(demarche, 'presentation'))
    }
  }
}

async function show(ctx: HttpContext, typed: object, errors: FormErrors = {}) {
  const { demarche, response, view } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  const page = { demarche, typed, errors, categories: await categories() }
  return view.render('pages/admin/demarches/presentation', page)
}
