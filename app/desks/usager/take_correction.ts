import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError } from '#forms/main'
import { keepCorrection, withCorrection } from '#dossiers/actions/correct_dossier'
import { heldAt, piecesIn, removeDropped } from './pieces.js'
import type { Held } from './held.js'
import { readPage } from './posted_page.js'
import { merged, placeOf } from './take_page.js'
import { put } from './tidy.js'

type Taken =
  | { type: 'again'; anchor: string; refused: FieldError[] }
  | { type: 'typed'; typed: Answers; refused: FieldError[]; errors: FieldError[] }

interface Kept {
  typed: Answers
  /** The dossier's, with what is typed. */
  answers: Answers
  refused: FieldError[]
  pressed: boolean
}

/** Keeps what was posted of a correction, apart from the dossier until it is sent whole. */
export async function keepPosted({ request, held }: HttpContext): Promise<Kept> {
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
  await keepCorrection(dossier.id, kept)
  await removeTyped(held, before, kept)
  dossier.correction = kept
  return { typed: kept, answers: pressed ?? answers, refused, pressed: pressed !== undefined }
}

/** Takes in a posted correction. */
export async function takeCorrection(ctx: HttpContext): Promise<Taken> {
  const { typed, answers, refused, pressed } = await keepPosted(ctx)
  const { add, remove } = ctx.request.body()
  const { form } = ctx.held.version
  if (pressed) return { type: 'again', anchor: placeOf(answers, add ?? remove), refused }
  const errors = merged(form, refused, form.validate(form.visible(answers)))
  return { type: 'typed', typed, refused, errors }
}

/**
 * Puts a piece that was sent by itself among what is typed, at the path of its question: a dossier
 * that was sent holds no file that nobody claims.
 */
export async function claimPiece({ dossier, version }: Held, path: string, pieceId: string) {
  const { form } = version
  const typed = { ...dossier.correction }
  const [page = '', ...rest] = path.split('.')
  const answers = withCorrection(form, dossier, typed)
  typed[page] = structuredClone(answers[page] ?? {})
  put(typed[page], rest, [...heldAt(answers, path), pieceId])
  await keepCorrection(dossier.id, typed)
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
