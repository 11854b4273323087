import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError, Form } from '#forms/main'
import { domId } from '#forms/paths'
import { SaveDraft } from '#dossiers/actions/save_draft'
import type { Held } from './held.js'
import { piecesIn, removeDropped } from './pieces.js'
import { readPage } from './posted_page.js'

export type Taken =
  | { type: 'submitted' }
  /** The same page again, at this place: a row more or less, or questions that came up. */
  | { type: 'again'; anchor: string; unseen: boolean; refused: FieldError[] }
  | { type: 'left'; to: 'previous' | 'later'; answers: Answers; refused: FieldError[] }
  | { type: 'invalid'; answers: Answers; errors: FieldError[] }
  | { type: 'complete'; answers: Answers }

type Kept =
  | { type: 'submitted' }
  | { type: 'kept'; answers: Answers; refused: FieldError[]; pressed: boolean }

/** Keeps what was posted of a step, whatever it is worth, so that nothing typed is lost. */
export async function keepPage(
  { request }: Pick<HttpContext, 'request'>,
  { dossier, version }: Held,
  step: string
): Promise<Kept> {
  const { form } = version
  const author = dossier.contactName ?? 'Usager'
  const refused: FieldError[] = []
  let typed = dossier.answers
  for (const page of form.pagesOf(step)) {
    const posted = await readPage(request, form, dossier.id, page, author)
    typed = form.merge(typed, page, posted.answers)
    refused.push(...posted.errors)
  }
  const { add, remove } = request.body()
  const pressed = form.press(typed, { add, remove })
  const answers = form.visible(pressed ?? typed)

  if (JSON.stringify(answers) !== JSON.stringify(dossier.answers)) {
    if (!(await new SaveDraft().handle(dossier, version, answers))) return { type: 'submitted' }
    await removeDropped(dossier.id, piecesIn(form, dossier.answers), piecesIn(form, answers))
  }
  return { type: 'kept', answers, refused, pressed: pressed !== undefined }
}

/** Takes in what was posted of a step. */
export async function takePage(
  ctx: Pick<HttpContext, 'request'>,
  held: Held,
  page: string
): Promise<Taken> {
  const kept = await keepPage(ctx, held, page)
  if (kept.type === 'submitted') return kept
  const { answers, refused, pressed } = kept
  const { request } = ctx
  const { form } = held.version
  const { add, remove } = request.body()
  if (pressed) {
    return { type: 'again', anchor: placeOf(answers, add ?? remove), unseen: false, refused }
  }
  const to = request.body().go
  if (to === 'previous' || to === 'later') return { type: 'left', to, answers, refused }

  const [unseen] = refused.length > 0 ? [] : form.unseen(page, answers, request.body().shown)
  if (unseen) return { type: 'again', anchor: domId(unseen), unseen: true, refused }

  const errors = merged(form, refused, form.validate(answers, page))
  return errors.length > 0 ? { type: 'invalid', answers, errors } : { type: 'complete', answers }
}

/** Of a file that was refused, only that is told; all in the order of the form. */
export function merged(form: Form, refused: FieldError[], found: FieldError[]): FieldError[] {
  const paths = new Set(refused.map((error) => error.path))
  const order = form.questions().map((question) => question.path)
  const place = ({ path }: FieldError) =>
    order.findIndex((one) => path === one || path.startsWith(`${one}.`))
  return [...refused, ...found.filter((error) => !paths.has(error.path))].sort(
    (a, b) => place(a) - place(b)
  )
}

/** Where the page was when a button of its fields was pressed: the new row, or what is left. */
export function placeOf(answers: Answers, button: unknown): string {
  const [path = '', removed] = String(button).split('|')
  const rows = path.split('.').reduce<unknown>((at, key) => (at as any)?.[key], answers)
  const isNewRow = removed === undefined && Array.isArray(rows)
  return isNewRow ? `${domId(path)}-${rows.length - 1}` : domId(path)
}
