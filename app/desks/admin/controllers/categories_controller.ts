import type { HttpContext } from '@adonisjs/core/http'
import { PresentCategory } from '#catalogue/actions/present_category'
import { categoryIcons, ICONS } from '#catalogue/category_icons'
import { errorsOf, type FormErrors } from '#desks/admin/form_errors'
import { allDemarches } from '#desks/admin/queries/demarches'
import { categoryValidator } from '#desks/admin/validators'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** The categories of the home page: their order, that of their démarches, their names and icons. */
export default class CategoriesController {
  async index({ view }: HttpContext) {
    const iconOf = await categoryIcons()
    const groups = Map.groupBy(await allDemarches(), ({ category }) => category)
    return view.render('pages/admin/categories/index', {
      categories: [...groups].map(([name, demarches]) => ({
        name,
        icon: iconOf(name),
        demarches,
        href: name && addressOf(name),
      })),
    })
  }

  async edit(ctx: HttpContext) {
    const category = await askedOf(ctx)
    return show(ctx, category, category)
  }

  async update(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const category = await askedOf(ctx)
    const [invalid, wanted] = await categoryValidator.tryValidate(request.all())
    if (invalid) return show(ctx, category, request.all(), errorsOf(invalid))

    await new PresentCategory().handle(category, wanted, account)
    session.flash('success', t('admin.saved'))
    return response.redirect('/admin/rubriques')
  }
}

const addressOf = (name: string) => `/admin/rubriques/modifier?nom=${encodeURIComponent(name)}`

/** @throws E_ROUTE_NOT_FOUND where no démarche stands under that name */
async function askedOf(ctx: HttpContext) {
  const { nom: name } = ctx.request.qs()
  const known = (await allDemarches()).some(({ category }) => category && category === name)
  if (!known) throw notFound(ctx)
  return { name: String(name), icon: (await categoryIcons())(String(name)) }
}

function show(
  { response, view }: HttpContext,
  category: { name: string },
  typed: object,
  errors: FormErrors = {}
) {
  if (Object.keys(errors).length > 0) response.status(422)
  return view.render('pages/admin/categories/form', {
    category,
    action: addressOf(category.name),
    icons: ICONS,
    typed,
    errors,
  })
}
