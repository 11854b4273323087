import type { HttpContext } from '@adonisjs/core/http'
import { listNames, loadLists } from '#catalogue/lists'
import type { Document } from '#forms/main'
import { tourOf } from '#identity/tours'
import type { Standing } from './address.js'
import type { Builder } from './open_builder.js'
import { drawer, itemsOf, rowsOf } from './rows.js'
import { pageOf, screenOf, type Shown } from './screen.js'

/** What a script has in its page: only what differs from it is sent. */
export interface Seen {
  document: Document
  at: Standing
}

interface Sent {
  seen?: Seen
  /** For a screen reader and on the screen. */
  say?: string
  status?: number
}

/** Whether a script asks, which wants parts, or a browser, which wants a page. */
export function isFetched({ request }: HttpContext): boolean {
  return request.header('x-builder') !== undefined
}

export async function sendScreen(
  ctx: HttpContext,
  builder: Builder,
  shown: Shown,
  sent: Sent = {}
) {
  ctx.response.status(sent.status ?? 200)
  return isFetched(ctx) ? sendParts(ctx, builder, shown, sent) : sendPage(ctx, builder, shown)
}

async function sendPage(ctx: HttpContext, builder: Builder, shown: Shown) {
  const { draft, demarche } = builder
  const screen = await screenOf(builder, shown)
  const { page } = screen.sheet
  const draw = drawer(draft.document, page, await listsFor(draft.document))
  const items = itemsOf(draft.document, page, demarche.slug)
  return ctx.response.send(
    await ctx.view.render('pages/admin/builder/show', {
      ...screen,
      tour: tourOf(ctx, 'builder'),
      rows: rowsOf(draft.document, demarche.slug),
      items: items.map((item) => ({ ...item, html: draw(item) })),
    })
  )
}

/**
 * Rows of the outline and questions of the page by their ids, with the order in which they stand; the
 * bar and the panel, which are small, always.
 */
async function sendParts(ctx: HttpContext, builder: Builder, shown: Shown, { seen, say }: Sent) {
  const { view, response } = ctx
  const { document, version } = builder.draft
  const { slug } = builder.demarche
  const screen = await screenOf(builder, shown)
  const { page } = screen.sheet
  const oldRows = seen ? rowsOf(seen.document, slug) : []
  const wasHere = seen !== undefined && pageOf(seen.document, seen.at) === page
  const oldItems = wasHere ? itemsOf(seen.document, page, slug) : []
  const draw = drawer(document, page, await listsFor(document))
  const part = (name: string, data = {}) =>
    view.render(`pages/admin/builder/_${name}`, { ...screen, ...data })
  return response.json({
    version,
    say,
    url: screen.here,
    q: screen.at.q,
    plan: await differing(rowsOf(document, slug), oldRows, (row) => part('row', { row })),
    sheet: await differing(itemsOf(document, page, slug), oldItems, (item) =>
      part('item', { item: { ...item, html: draw(item) } })
    ),
    head: await part('sheet_head'),
    foot: await part('sheet_foot'),
    bar: await part('bar'),
    panel: await part('panel'),
  })
}

/** The order of all, and those that are not as they were. */
async function differing<T extends { id: string }>(
  list: T[],
  old: T[],
  draw: (one: T) => Promise<string>
) {
  const known = new Map(old.map((one) => [one.id, JSON.stringify(one)]))
  const changed = list.filter((one) => known.get(one.id) !== JSON.stringify(one))
  const html = await Promise.all(changed.map(async (one) => [one.id, await draw(one)] as const))
  return { order: list.map(({ id }) => id), html: Object.fromEntries(html) }
}

const listsFor = (document: Document) => loadLists(listNames(document))
