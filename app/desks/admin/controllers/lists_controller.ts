import type { HttpContext } from '@adonisjs/core/http'
import { List } from '#catalogue/lists'
import { RemoveList, SaveList } from '#desks/admin/actions/save_list'
import { errorsOf, type FormErrors } from '#desks/admin/form_errors'
import { allLists, usersOf } from '#desks/admin/queries/lists'
import { listValidator } from '#desks/admin/validators'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** The lists that questions choose from: schools, rooms, districts. */
export default class ListsController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/lists/index', { lists: await allLists() })
  }

  async create(ctx: HttpContext) {
    return show(ctx, null, {})
  }

  async store(ctx: HttpContext) {
    return save(ctx, null)
  }

  async edit(ctx: HttpContext) {
    const list = await listOf(ctx)
    const options = list.options.map((option) => option.title).join('\n')
    return show(ctx, list, { title: list.title, options })
  }

  async update(ctx: HttpContext) {
    return save(ctx, await listOf(ctx))
  }

  async destroy(ctx: HttpContext) {
    const list = await listOf(ctx)
    const outcome = await new RemoveList().handle(list, ctx.account)
    switch (outcome.type) {
      case 'used':
        ctx.session.flash('error', t('admin.list.used', { by: outcome.by.join(', ') }))
        return ctx.response.redirect(`/admin/listes/${list.id}`)
      case 'removed':
        ctx.session.flash('success', t('admin.list.removed', { title: list.title }))
        return ctx.response.redirect('/admin/listes')
    }
  }
}

async function listOf(ctx: HttpContext): Promise<List> {
  const list = await List.find(ctx.params.id)
  if (!list) throw notFound(ctx)
  return list
}

async function save(ctx: HttpContext, list: List | null) {
  const { request, response, session, account } = ctx
  const typed = request.all()
  const [invalid, input] = await listValidator.tryValidate(typed)
  if (invalid) return show(ctx, list, typed, errorsOf(invalid))

  const outcome = await new SaveList().handle(list, input.title, input.options, account)
  switch (outcome.type) {
    case 'refused': {
      const { reason, line } = outcome
      return show(ctx, list, typed, { options: t(`admin.list.${reason}`, { line }) })
    }
    case 'saved':
      session.flash('success', t('admin.list.saved', { count: outcome.list.options.length }))
      return response.redirect('/admin/listes')
  }
}

async function show(ctx: HttpContext, list: List | null, typed: object, errors: FormErrors = {}) {
  if (Object.keys(errors).length > 0) ctx.response.status(422)
  const users = list ? await usersOf(list.name) : []
  return ctx.view.render('pages/admin/lists/form', { list, typed, errors, users })
}
