import type { HttpContext } from '@adonisjs/core/http'
import { ChangeView, keptOf, SaveView } from '#reporting/actions/save_view'
import { DESKS, type DeskName, isDesk } from '#reporting/desks'
import SavedView, { OpeningView } from '#reporting/saved_view'
import { viewValidator } from '#reporting/validators'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

interface Typed {
  name: string
  shared: boolean
  opening: boolean
}

/** Lists that agents keep under a name. */
export default class ViewsController {
  async store(ctx: HttpContext) {
    const { request, response, account, session } = ctx
    const desk = deskOf(ctx)
    const list = String(request.input('list') ?? '').slice(0, 8000)
    const [invalid, input] = await viewValidator.tryValidate(request.all())
    if (invalid) return refuse(ctx, { desk, list }, t('list.saved.name_missing'))
    const outcome = await new SaveView().handle(account, desk, list, input)
    switch (outcome.type) {
      case 'name-taken':
        return refuse(ctx, { desk, list }, t('list.saved.name_taken'))
      case 'too-many':
        return refuse(ctx, { desk, list }, t('list.saved.too_many'))
      case 'saved':
        session.flash('success', t('list.saved.done', { name: input.name }))
        return response.redirect(outcome.view.address)
    }
  }

  async show(ctx: HttpContext) {
    const { account } = ctx
    const view = await seenView(ctx)
    const opening = (await OpeningView.of(account, view.desk)) === view.id
    return render(ctx, { view, desk: view.desk }, { name: view.name, shared: view.shared, opening })
  }

  async update(ctx: HttpContext) {
    const { account, request, response, session } = ctx
    const view = await seenView(ctx)
    if (!view.isKeptBy(account)) {
      await OpeningView.choose(account, view, request.input('opening') !== undefined)
      return response.redirect(view.address)
    }
    const [invalid, input] = await viewValidator.tryValidate(request.all())
    if (invalid) return refuse(ctx, { view, desk: view.desk }, t('list.saved.name_missing'))
    const outcome = await new ChangeView().handle(account, view, input)
    if (outcome.type !== 'saved') {
      return refuse(ctx, { view, desk: view.desk }, t('list.saved.name_taken'))
    }
    session.flash('success', t('list.saved.done', { name: view.name }))
    const isSeen = view.isSeenBy(account)
    return response.redirect(isSeen ? view.address : DESKS[view.desk].path)
  }

  /** The list that is on the screen takes the place of the one that was kept. */
  async replace(ctx: HttpContext) {
    const { request, response, session } = ctx
    const view = await keptView(ctx)
    const list = String(request.input('list') ?? '').slice(0, 8000)
    await view.merge({ query: keptOf(list, view.desk) }).save()
    session.flash('success', t('list.saved.done', { name: view.name }))
    return response.redirect(view.address)
  }

  async destroy(ctx: HttpContext) {
    const { response, session } = ctx
    const view = await keptView(ctx)
    await view.delete()
    session.flash('success', t('list.saved.removed', { name: view.name }))
    return response.redirect(DESKS[view.desk].path)
  }
}

function deskOf(ctx: HttpContext): DeskName {
  const desk = ctx.request.input('desk')
  if (!isDesk(desk) || !ctx.account.may(desk)) throw notFound(ctx)
  return desk
}

/** One's own, or one that is shared at a desk where one sits: of no other does anyone learn. */
async function seenView(ctx: HttpContext): Promise<SavedView> {
  const view = await SavedView.find(ctx.params.id)
  if (!view?.isSeenBy(ctx.account)) throw notFound(ctx)
  return view
}

async function keptView(ctx: HttpContext): Promise<SavedView> {
  const view = await seenView(ctx)
  if (!view.isKeptBy(ctx.account)) throw notFound(ctx)
  return view
}

interface Shown {
  desk: DeskName
  view?: SavedView
  /** The address of the list that would be kept. */
  list?: string
}

function refuse(ctx: HttpContext, shown: Shown, message: string) {
  const { request, response } = ctx
  response.status(422)
  const typed = {
    name: String(request.input('name') ?? ''),
    shared: request.input('shared') !== undefined,
    opening: request.input('opening') !== undefined,
  }
  return render(ctx, shown, typed, message)
}

function render(ctx: HttpContext, { desk, view, list }: Shown, typed: Typed, error?: string) {
  return ctx.view.render('pages/reporting/view', {
    desk,
    path: DESKS[desk].path,
    view: view ?? null,
    list,
    typed,
    error,
    isKept: view ? view.isKeptBy(ctx.account) : true,
  })
}
