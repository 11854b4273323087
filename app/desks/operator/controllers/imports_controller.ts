import type { HttpContext } from '@adonisjs/core/http'
import { ImportCommune } from '#archive/commune/import_commune'
import { actorOf } from '#desks/operator/commune_of'
import { line } from '#desks/operator/wizard/step'
import { slug as slugMatcher } from '#shared/matchers'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'
import { communeDomain, readHost } from '#tenancy/hostnames'

/** A commune that comes from elsewhere, in a package that its administrator made. */
export default class ImportsController {
  async create(ctx: HttpContext) {
    return page(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const slug = line(request.input('slug'), 60).toLowerCase()
    const [upload] = uploads(request, 'file')
    const read = slugMatcher.match.test(slug) ? readHost(`${slug}.${communeDomain()}`) : null
    const errors: Record<string, string> = {}
    if (!upload) errors.file = t('operator.import.file_missing')
    if (!read) errors.slug = t('operator.address.slug_form')
    else if ('problem' in read) errors.slug = t(`operator.host.${read.problem}`)
    if (!upload || !read || !('host' in read)) return page(ctx, errors)

    const place = { slug, host: read.host }
    const outcome = await new ImportCommune().handle(upload.tmpPath, place, actorOf(ctx))
    switch (outcome.type) {
      case 'taken':
        return page(ctx, { slug: t('operator.host.taken') })
      case 'refused': {
        const { reason, detail } = outcome
        return page(ctx, { file: t(`operator.package.${reason}`, { detail }) })
      }
      case 'imported':
        ctx.session.flash('success', t('operator.import.done', { name: outcome.name }))
        return response.redirect(`/communes/${outcome.id}`)
    }
  }
}

function page({ request, response, view }: HttpContext, errors: Record<string, string> = {}) {
  if (Object.keys(errors).length > 0) response.status(422)
  const typed = { slug: request.input('slug', '') }
  return view.render('pages/operator/communes/import', { typed, errors, domain: communeDomain() })
}
