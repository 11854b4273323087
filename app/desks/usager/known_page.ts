import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import { pageKey } from './paths.js'

/** The step of the address: of a page that the form has, shown or not under these answers. */
export function knownPage(ctx: HttpContext): string {
  const { params, held } = ctx
  const page = pageKey(params.page)
  const { form } = held.version
  const known =
    form.pages(held.dossier.answers).some(({ key }) => key === page) ||
    form.questions().some((question) => question.page === page)
  if (known) return form.stepOf(page)
  throw notFound(ctx)
}
