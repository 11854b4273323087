import type { Answers, Form, Pieces } from '#forms/main'
import { RemovePiece } from '#documents/actions/remove_piece'
import Piece from '#documents/piece'
import { shownPieces } from '#dossiers/queries/dossier_file'
import { read } from '#shared/tidy'

type Bag = Record<string, unknown>

/** A value with every list of piece ids in it passed through `change`. */
export function mapPieces(
  form: Form,
  path: string,
  value: unknown,
  change: (ids: string[]) => string[]
): unknown {
  if (form.question(path)?.settings) {
    const ids = Array.isArray(value) ? change(value) : []
    return ids.length > 0 ? ids : undefined
  }
  const inner = (key: string, item: unknown) => mapPieces(form, `${path}.${key}`, item, change)
  if (Array.isArray(value)) return value.map((item, index) => inner(String(index), item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, inner(key, item)] as const)
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
}

/** The ids of the pieces at the path of a question, with row numbers. */
export const heldAt = (answers: Answers, path: string) =>
  [read(answers, path) ?? []].flat() as string[]

/** The pieces that answers hold, of some pages when they are named. */
export function piecesIn(form: Form, answers: Answers, pages = Object.keys(answers)): Set<string> {
  const found = new Set<string>()
  for (const key of pages) {
    mapPieces(form, key, answers[key], (ids) => {
      for (const id of ids) found.add(id)
      return ids
    })
  }
  return found
}

/** Only the pieces of this dossier: an id that was typed in is dropped. */
export async function onlyOwn(form: Form, page: string, answers: Bag, dossierId: string) {
  if (piecesIn(form, { [page]: answers }).size === 0) return answers
  const own = new Set((await Piece.of(dossierId)).map((piece) => piece.id))
  return mapPieces(form, page, answers, (ids) => ids.filter((id) => own.has(id))) as Bag
}

/** Removes the pieces that no answer holds any more. */
export async function removeDropped(dossierId: string, before: Set<string>, after: Set<string>) {
  for (const id of before) if (!after.has(id)) await new RemovePiece().handle(dossierId, id)
}

/** What the fields need to name the pieces they hold; nothing is read when they hold none. */
export async function piecesFor(
  form: Form,
  dossierId: string,
  answers: Answers,
  base: string,
  pages?: string[]
): Promise<Pieces> {
  if (piecesIn(form, answers, pages).size === 0) return {}
  return shownPieces(await Piece.of(dossierId), (piece) => `${base}/pieces/${piece.id}`)
}
