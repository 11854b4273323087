import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError } from '#forms/main'
import { keepCorrection, withCorrection } from '#dossiers/actions/correct_dossier'
import { heldAt, piecesIn, removeDropped } from './pieces.js'
import type { Held } from './held.js'
import { readPage } from './posted_page.js'
import { claimOf, judgeSave, stampOf } from './save_claim.js'
import { merged, placeOf } from './take_page.js'
import { put } from '#shared/tidy'

type Taken =
  | { type: 'conflict'; typed: Answers }
  | { type: 'again'; anchor: string; refused: FieldError[] }
  | { type: 'typed'; typed: Answers; refused: FieldError[]; errors: FieldError[] }

type Kept =
  /** Not kept: on another page, others were since this one was drawn. */
  | { type: 'conflict'; typed: Answers }
  /** `answers`: the dossier's, with what is typed. */
  | { type: 'kept'; typed: Answers; answers: Answers; refused: FieldError[]; pressed: boolean }

/** Keeps what was posted of a correction, apart from the dossier until it is sent whole. */
export async function keepPosted(ctx: HttpContext): Promise<Kept> {
  const { request, held } = ctx
  const { dossier, version } = held
  const { form } = version
  const { add, remove, pages } = request.body()
  const before = dossier.correction ?? {}
  const refused: FieldError[] = []
  const typed: Answers = { ...before }
  for (const { key } of form.pages(withCorrection(form, dossier, before))) {
    if (!Array.isArray(pages) || !pages.includes(key)) continue
    const author = dossier.contactName ?? 'Usager'
    const posted = await readPage(request, form, dossier.id, key, author)
    typed[key] = posted.answers
    refused.push(...posted.errors)
  }

  const answers = withCorrection(form, dossier, typed)
  const pressed = form.press(answers, { add, remove })
  const kept = pressed ? pick(pressed, Object.keys(typed)) : typed
  const done = { type: 'kept', refused, pressed: pressed !== undefined } as const
  const claim = claimOf(ctx, '')
  const judged = judgeSave(dossier, claim, stampOfCorrection(held, before))
  if (judged === 'late') return { ...done, typed: before, answers }
  const isNews = stampOfCorrection(held, kept) !== stampOfCorrection(held, before)
  if (judged === 'conflict' && isNews) return { type: 'conflict', typed: kept }

  await keepCorrection(dossier.id, kept, claim)
  await removeTyped(held, before, kept)
  dossier.correction = kept
  return { ...done, typed: kept, answers: pressed ?? answers }
}

/** Of a correction as it is typed: of the answers that would come of it. */
export function stampOfCorrection({ dossier, version }: Held, typed: Answers): string {
  return stampOf(version.form.visible(withCorrection(version.form, dossier, typed)))
}

/** Takes in a posted correction. */
export async function takeCorrection(ctx: HttpContext): Promise<Taken> {
  const kept = await keepPosted(ctx)
  if (kept.type === 'conflict') return kept
  const { typed, answers, refused, pressed } = kept
  const { add, remove } = ctx.request.body()
  const { form } = ctx.held.version
  if (pressed) return { type: 'again', anchor: placeOf(answers, add ?? remove), refused }
  const errors = merged(
    form,
    refused,
    form.validate(form.visible(answers), undefined, ctx.held.dossier.clock())
  )
  return { type: 'typed', typed, refused, errors }
}

/**
 * Puts a piece that was sent by itself among what is typed, at the path of its question: a dossier
 * that was sent holds no file that nobody claims.
 */
export async function claimPiece(ctx: HttpContext, path: string, pieceId: string) {
  const { dossier, version } = ctx.held
  const { form } = version
  const before = dossier.correction ?? {}
  const typed = { ...before }
  const [page = '', ...rest] = path.split('.')
  const answers = withCorrection(form, dossier, typed)
  typed[page] = structuredClone(answers[page] ?? {})
  put(typed[page], rest, [...heldAt(answers, path), pieceId])
  const { view, ...claim } = claimOf(ctx, '')
  const judged = judgeSave(dossier, { view, ...claim }, stampOfCorrection(ctx.held, before))
  const isOurs = view === dossier.savedBy
  const by = { view, turn: isOurs ? dossier.savedTurn : 0 }
  await keepCorrection(dossier.id, typed, judged === 'conflict' ? undefined : by)
}

/** What was sent with the dossier stays in it; only what this correction had added can go. */
async function removeTyped(
  { dossier, version }: HttpContext['held'],
  before: Answers,
  after: Answers
) {
  const { form } = version
  const held = (typed: Answers) => piecesIn(form, withCorrection(form, dossier, typed))
  const sent = piecesIn(form, dossier.answers)
  await removeDropped(dossier.id, held(before), new Set([...held(after), ...sent]))
}

const pick = (answers: Answers, keys: string[]): Answers =>
  Object.fromEntries(keys.map((key) => [key, answers[key] ?? {}]))
