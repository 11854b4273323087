import type { HttpContext } from '@adonisjs/core/http'
import type { DeskName } from '#reporting/desks'
import { listPage } from '#reporting/list_page'
import { isUuid } from '#shared/matchers'

/** A page has 25 rows, and a browser gathers what comes while it asks. */
const MOST = 100

interface Shown {
  /** Path of its dossiers. */
  dossiers: string
  /** Whether rows have a box to tick. */
  select: boolean
}

/**
 * Of these dossiers, those that belong to the list of the address, as rows of it; and its counts,
 * as they are now. What is asked for and missing in the answer is no longer in the list.
 */
export async function liveRows(ctx: HttpContext, name: DeskName, shown: Shown) {
  const { request, response, session, view, account } = ctx
  const { ids, page, ...query } = request.qs()
  const only = String(ids ?? '')
    .split(',')
    .filter(isUuid)
    .slice(0, MOST)
  const list = await listPage(name, query, account, only)
  // It is answered beside other pages, whose session must not be what it was before them.
  session.commit = async () => {}
  return response.send(await view.render('components/list/live', { list, ...shown }))
}
