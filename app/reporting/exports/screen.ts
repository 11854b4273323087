import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import { AskExport } from '#reporting/exports/actions/ask_export'
import { OpenExport } from '#reporting/exports/actions/open_export'
import { WithdrawExport } from '#reporting/exports/actions/withdraw_export'
import { DESKS, type DeskName } from '#reporting/desks'
import { type Format, FORMATS } from '#reporting/exports/make'
import { allExports, exportsOfAccount } from '#reporting/exports/register'
import { wordsOf } from '#reporting/exports/words'
import { type Count, trayCounts } from '#reporting/queries/tray_counts'
import { listAddress, readListAddress } from '#reporting/list_request'
import { filterChoices } from '#reporting/queries/filter_choices'
import { select } from '#reporting/selection'
import { understand } from '#reporting/understood'
import { isUuid } from '#shared/matchers'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** What has been taken out at a desk, how far the rest is, and for the superviseur who took out what. */
export async function showExports({ request, view, account }: HttpContext, desk: DeskName) {
  const before = String(request.input('avant', ''))
  const isRegister = desk === 'superviseur' && request.input('vue') === 'tous'
  const read = isRegister ? allExports : exportsOfAccount
  const register = await read(account, isUuid(before) ? before : null)
  return view.render('pages/exports/index', {
    desk,
    isRegister,
    register,
    list: DESKS[desk].path,
  })
}

/** The list at an address, about to be taken out: how much it is, and as what. */
export async function showNewExport(ctx: HttpContext, desk: DeskName, fault?: Fault) {
  const { request, response, view } = ctx
  const { address, asked, trays } = listAt(ctx, desk)
  const reading = { ...DESKS[desk], readerId: ctx.account.id }
  const understood = await understand(asked, await filterChoices(trays))
  const counts = await trayCounts(await select(understood, reading), trays)
  const count: Count = counts[asked.tray]
  if (fault) response.status(422)
  return view.render('pages/exports/new', {
    desk,
    address,
    count,
    words: await wordsOf(asked, trays),
    format: request.input('format'),
    formats: Object.keys(FORMATS),
    fault,
  })
}

type Fault = 'format' | 'too_many'

export async function storeExport(ctx: HttpContext, desk: DeskName) {
  const { request, response, session, account } = ctx
  const format = String(request.input('format'))
  if (!Object.hasOwn(FORMATS, format)) return showNewExport(ctx, desk, 'format')
  const outcome = await new AskExport().handle({
    account,
    desk,
    address: listAt(ctx, desk).address,
    format: format as Format,
  })
  switch (outcome.type) {
    case 'too-many':
      return showNewExport(ctx, desk, 'too_many')
    case 'asked':
      session.flash('success', t('exports.asked'))
      return response.redirect(`/${desk}/exports`)
  }
}

export async function sendExport(ctx: HttpContext, desk: DeskName) {
  const { response, params, account } = ctx
  const found = await new OpenExport().handle(params.id, desk, account)
  if (!found) throw notFound(ctx)
  response.header('Content-Type', FORMATS[found.format].type)
  response.header('Content-Length', String(found.size))
  response.header('Content-Disposition', `attachment; filename="${found.fileName}"`)
  response.header('X-Content-Type-Options', 'nosniff')
  response.header('Cache-Control', 'private, no-store')
  response.stream(await drive.use().getStream(found.diskKey!))
}

export async function withdrawExport(ctx: HttpContext, desk: DeskName) {
  const { response, session, params, account } = ctx
  const outcome = await new WithdrawExport().handle(params.id, account.id)
  if (!outcome) throw notFound(ctx)
  session.flash('success', t(`exports.${outcome}`))
  return response.redirect(`/${desk}/exports`)
}

/** The list that is asked for: of this desk and nothing else, from its beginning. */
function listAt({ request, account }: HttpContext, name: DeskName) {
  const desk = { ...DESKS[name], readerId: account.id }
  const asked = readListAddress(String(request.input('liste') ?? ''), desk)
  const address = listAddress(desk.path, { ...asked, viewId: undefined, cursor: null }, desk)
  return { address, asked, trays: desk.trays }
}
