import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError, Form } from '#forms/main'
import { domId } from '#forms/paths'
import { SaveDraft } from '#dossiers/actions/save_draft'
import Dossier from '#dossiers/dossier'
import type { Held } from './held.js'
import { piecesIn, removeDropped } from './pieces.js'
import { readPage } from './posted_page.js'
import { claimOf, judgeSave, stampOf } from './save_claim.js'

export type Taken =
  | { type: 'submitted' }
  | { type: 'conflict'; typed: Answers }
  /** The same page again, at this place: a row more or less, or questions that came up. */
  | { type: 'again'; anchor: string; unseen: boolean; refused: FieldError[] }
  | { type: 'left'; to: 'previous' | 'later'; answers: Answers; refused: FieldError[] }
  | { type: 'invalid'; answers: Answers; errors: FieldError[] }
  | { type: 'complete'; answers: Answers }

export type Kept =
  | { type: 'submitted' }
  /** Not kept: on another page, others were since this one was drawn. */
  | { type: 'conflict'; typed: Answers }
  | { type: 'kept'; answers: Answers; refused: FieldError[]; pressed: boolean }

type Request = Pick<HttpContext, 'request'>

/** Keeps what was posted of a step, whatever it is worth, so that nothing typed is lost. */
export async function keepPage(ctx: Request, held: Held, step: string): Promise<Kept> {
  const { dossier, version } = held
  const author = dossier.contactName ?? 'Usager'
  const posted: { page: string; answers: Record<string, unknown> }[] = []
  const refused: FieldError[] = []
  for (const page of version.form.pagesOf(step)) {
    const { answers, errors } = await readPage(ctx.request, version.form, dossier.id, page, author)
    posted.push({ page, answers })
    refused.push(...errors)
  }
  const save = await saveOver(ctx, held, step, (answers) =>
    posted.reduce((all, one) => version.form.merge(all, one.page, one.answers), answers)
  )
  return save.type === 'kept' ? { ...save, refused } : save
}

type Saved = Exclude<Kept, { type: 'kept' }> | Omit<Extract<Kept, { type: 'kept' }>, 'refused'>

async function saveOver(
  ctx: Request,
  held: Held,
  step: string,
  merge: (answers: Answers) => Answers
): Promise<Saved> {
  const { dossier, version } = held
  const { form } = version
  const { add, remove } = ctx.request.body()
  const typed = merge(dossier.answers)
  const pressed = form.press(typed, { add, remove })
  const answers = form.visible(pressed ?? typed)
  const kept = { type: 'kept', answers, pressed: pressed !== undefined } as const
  if (JSON.stringify(answers) === JSON.stringify(dossier.answers)) return kept

  const stamp = stampOfStep(form, step, dossier.answers)
  const claim = claimOf(ctx, stampOfStep(form, step, {}))
  const isNews = stampOfStep(form, step, answers) !== stamp
  const judged = isNews ? judgeSave(dossier, claim, stamp) : 'taken'
  if (judged === 'late') return { ...kept, answers: dossier.answers }
  if (judged === 'conflict') return { type: 'conflict', typed: answers }
  const outcome = await new SaveDraft().handle(dossier, version, answers, claim)
  if (outcome === 'submitted') return { type: 'submitted' }
  if (outcome === 'overtaken') {
    held.dossier = await Dossier.findOrFail(dossier.id)
    return saveOver(ctx, held, step, merge)
  }
  await removeDropped(dossier.id, piecesIn(form, dossier.answers), piecesIn(form, answers))
  return kept
}

/** Of what is answered on a step, and on no other. */
export function stampOfStep(form: Form, step: string, answers: Answers): string {
  return stampOf(form.pagesOf(step).map((page) => answers[page] ?? {}))
}

/** Takes in what was posted of a step. */
export async function takePage(ctx: Request, held: Held, page: string): Promise<Taken> {
  const kept = await keepPage(ctx, held, page)
  if (kept.type !== 'kept') return kept
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

  const errors = merged(form, refused, form.validate(answers, page, held.dossier.clock()))
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
