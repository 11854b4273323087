import type { HttpContext } from '@adonisjs/core/http'
import { limitsOf } from '#identity/limits'
import { LiveStream } from '#dossiers/live_stream'
import { changedSince } from '#dossiers/news'
import { notFound } from '#shared/not_found'

/** A moment before which nobody is told, and what a clock or a commit may be late by. */
const LONGEST_MS = 60 * 60_000
const LATE_MS = 5000

/**
 * Answers with what comes in and changes, as it does, until the reader goes, signs out or may no
 * longer. Behind `middleware.agent()`.
 */
export async function answerLive(ctx: HttpContext) {
  const { request, response, account, commune, session } = ctx
  if (!request.header('accept')?.includes('text/event-stream')) throw notFound(ctx)
  const since = momentOf(request.header('last-event-id') ?? request.qs().depuis)
  const reader = {
    communeId: commune.id,
    accountId: account.id,
    demarcheIds: await limitsOf(account),
  }
  const stream = await LiveStream.open(reader, async () => (since ? changedSince(since) : []))

  // It is answered beside other pages, whose session must not be what it was before them.
  session.commit = async () => {}
  response.header('Content-Type', 'text/event-stream; charset=utf-8')
  response.header('Cache-Control', 'no-store, no-transform')
  response.header('X-Accel-Buffering', 'no')
  return response.stream(stream)
}

function momentOf(given: unknown): Date | null {
  const at = Number(given)
  if (!Number.isFinite(at) || at <= 0) return null
  return new Date(Math.max(at, Date.now() - LONGEST_MS) - LATE_MS)
}
