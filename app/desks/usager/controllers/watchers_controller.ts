import type { HttpContext } from '@adonisjs/core/http'
import { confirmWatcher, findWatcher, removeWatcher, type Watcher } from '#dossiers/watchers'
import { count, isOver } from '../throttles.js'

/** `/signalements/suivre/:token`: the mailed link of who follows somebody else's report. */
export default class WatchersController {
  async show(ctx: HttpContext) {
    const watcher = await watcherOf(ctx)
    return watcher ? ctx.view.render('pages/usager/watch', { watcher, done: null }) : unknown(ctx)
  }

  /** Confirms, or stops: mail scanners open links, so that opening one does neither. */
  async store(ctx: HttpContext) {
    const watcher = await watcherOf(ctx)
    if (!watcher) return unknown(ctx)
    const stops = ctx.request.body().go === 'stop'
    await (stops ? removeWatcher(watcher) : confirmWatcher(watcher))
    const done = stops ? 'stopped' : 'confirmed'
    return ctx.view.render('pages/usager/watch', { watcher, done })
  }
}

async function watcherOf(ctx: HttpContext): Promise<Watcher | null> {
  if (await isOver(ctx, 'token')) await count(ctx, 'token')
  const watcher = await findWatcher(ctx.params.token)
  if (!watcher) await count(ctx, 'token')
  return watcher
}

async function unknown({ response, view }: HttpContext) {
  response.status(404)
  return view.render('pages/usager/watch', { watcher: null, done: null })
}
