import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import Archive from '#archive/archive'
import { AskArchives } from '#archive/actions/archive_dossiers'
import {
  archiveCounts,
  COUNTED,
  archived,
  destroyed,
  goingSoon,
  held,
  readyToArchive,
} from '#archive/queries/archive_lists'
import { isUuid } from '#shared/matchers'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { sql } from '#tenancy/scope'

const LISTS = {
  'prets': readyToArchive,
  'archives': archived,
  'a-purger': goingSoon,
  'conserves': held,
  'detruits': destroyed,
} as const

type View = keyof typeof LISTS

/** What is closed, on its way from « prêt à être archivé » to its certificate of destruction. */
export default class ArchivesController {
  async index(ctx: HttpContext) {
    return show(ctx)
  }

  /** Asks for the packages of those that are ticked, or of all. */
  async store(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const ticked = [request.input('dossiers') ?? []].flat().filter((id) => isUuid(String(id)))
    const all = request.input('tous') !== undefined
    if (!all && ticked.length === 0) return show(ctx, t('archive.page.none_ticked'))

    const count = await new AskArchives().handle(all ? 'all' : ticked, account.name)
    session.flash('success', t('archive.page.asked', { count }))
    return response.redirect('/superviseur/archives')
  }

  /** The package, as it was made; who took it and when is noted. */
  async show(ctx: HttpContext) {
    const { response, params, account } = ctx
    const archive = await Archive.findBy({ dossierId: params.id })
    if (!archive) throw notFound(ctx)
    await sql(`update archives set downloaded_by = ?, downloaded_at = now() where id = ?`, [
      account.name,
      archive.id,
    ])
    response.header('Content-Type', 'application/zip')
    response.header('Content-Length', String(archive.size))
    response.header('Content-Disposition', `attachment; filename="${archive.name}"`)
    response.header('Cache-Control', 'private, no-store')
    response.stream(await drive.use().getStream(archive.diskKey))
  }
}

async function show({ request, response, view }: HttpContext, fault?: string) {
  const asked = String(request.input('vue', 'prets'))
  const name: View = Object.hasOwn(LISTS, asked) ? (asked as View) : 'prets'
  const after = String(request.input('apres', ''))
  const list = await LISTS[name](isUuid(after) ? after : null)
  const page = { view: name, list, counts: await archiveCounts(), counted: COUNTED, fault }
  response.status(fault ? 422 : 200)
  return view.render('pages/superviseur/archives', page)
}
