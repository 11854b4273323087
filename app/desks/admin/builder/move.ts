import type { Operation } from '#forms/builder/operations'
import { holderAt, orderOf, placeOf } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import { line } from '#forms/values'

type Move = Extract<Operation, { type: 'move' }>

/**
 * Where something goes: `sens` (`haut`, `bas`), or `vers` (path of a page, section or group, or
 * `''` among the pages) with `rang`, its place there from 0 on, the last by default.
 */
export function moveOf(document: Document, path: string, body: Record<string, unknown>): Move {
  const sense = line(body.sens)
  if (sense === 'haut' || sense === 'bas') return step(document, path, sense === 'haut' ? -1 : 1)
  const into = line(body.vers, 400)
  const rank = line(body.rang, 5)
  const at = /^\d+$/.test(rank) ? Number(rank) : Number.MAX_SAFE_INTEGER
  return { type: 'move', path, into, at }
}

/** One place on; from the edge of a section out of it, from the edge of a page to the next one. */
function step(document: Document, path: string, by: 1 | -1): Move {
  const place = placeOf(document, path)
  const stay: Move = { type: 'move', path, into: place?.into ?? '', at: place?.at ?? 0 }
  if (!place) return stay
  const { into, at, holder } = place
  const next = at + by
  if (next >= 0 && next < orderOf(holder).length) return { ...stay, at: next }
  if (into === '') return stay

  if (into.includes('.')) {
    const outer = placeOf(document, into)!
    return { type: 'move', path, into: outer.into, at: outer.at + (by === 1 ? 1 : 0) }
  }
  const pages = orderOf(document)
  const page = pages[pages.indexOf(into) + by]
  if (page === undefined) return stay
  const room = orderOf(holderAt(document, page)!).length
  return { type: 'move', path, into: page, at: by === 1 ? 0 : room }
}
