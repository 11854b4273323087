import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError } from '#forms/main'
import { keepCorrection, withCorrection } from '#dossiers/actions/correct_dossier'
import { piecesIn, removeDropped } from './pieces.js'
import { readPage } from './posted_page.js'
import { merged, placeOf } from './take_page.js'

type Taken =
  | { type: 'again'; anchor: string; refused: FieldError[] }
  | { type: 'typed'; typed: Answers; refused: FieldError[]; errors: FieldError[] }

/** Takes in a posted correction: kept apart from the dossier until it is sent whole. */
export async function takeCorrection({ request, held }: HttpContext): Promise<Taken> {
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

  if (pressed) return { type: 'again', anchor: placeOf(pressed, add ?? remove), refused }
  const errors = merged(form, refused, form.validate(form.visible(answers)))
  return { type: 'typed', typed: kept, refused, errors }
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
