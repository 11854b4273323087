import type { HttpContext } from '@adonisjs/core/http'
import { TryDraft } from '#catalogue/actions/try_draft'
import { builderPath } from '#desks/admin/builder/address'
import { type Builder, openBuilder } from '#desks/admin/builder/open_builder'
import { stageOf } from '#desks/admin/builder/stage'
import { readTrial, type Trial, trialForm } from '#desks/admin/builder/trial'
import type { FieldError, Form } from '#forms/main'
import { flatten } from '#shared/exception_handler'

interface Tried {
  builder: Builder
  form: Form
  trial: Trial
  /** Some page was left without its answers: it is not a trial to the end. */
  isSkipped: boolean
}

/** The form as a usager would fill it in, with its error messages. Nothing of it is kept. */
export default class TrialsController {
  async show(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const form = await trialForm(builder.draft)
    if (!form) return ctx.response.redirect(builderPath(builder.demarche.slug))
    const trial: Trial = { raw: {}, answers: {}, pieces: {} }
    const [first] = form.pages({})
    return showPage(ctx, { builder, form, trial, isSkipped: false }, first!.key)
  }

  async store(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const form = await trialForm(builder.draft)
    if (!form) return ctx.response.redirect(builderPath(builder.demarche.slug))
    const body = ctx.request.body()
    const go = String(body.go ?? '')
    const trial = await readTrial(ctx, form)
    const isSkipped = body.skipped === '1' || go === 'skip'
    const tried = { builder, form, trial, isSkipped }
    const page = String(body.page ?? '')
    const pages = form.pages(trial.answers).map(({ key }) => key)
    if (!pages.includes(page)) return showPage(ctx, tried, pages[0]!)

    const pressed = form.press(trial.answers, { add: body.add, remove: body.remove })
    if (pressed) {
      return showPage(ctx, { ...tried, trial: { ...trial, answers: pressed } }, page)
    }
    const at = pages.indexOf(page)
    if (go === 'previous') return showPage(ctx, tried, pages[Math.max(0, at - 1)]!)
    if (go !== 'skip') {
      const errors = form.validate(trial.answers, page)
      const isUnseen = form.unseen(page, trial.answers, body.shown).length > 0
      if (errors.length > 0 && !isUnseen) return showPage(ctx, tried, page, errors)
      if (isUnseen) return showPage(ctx, tried, page)
    }
    const next = pages[at + 1]
    return next === undefined ? showEnd(ctx, tried) : showPage(ctx, tried, next)
  }
}

function showPage(ctx: HttpContext, tried: Tried, key: string, errors: FieldError[] = []) {
  const { form, trial, builder, isSkipped } = tried
  const { answers, pieces } = trial
  const page = form.pages(answers).find((one) => one.key === key)!
  const others = Object.fromEntries(Object.entries(trial.raw).filter(([one]) => one !== key))
  ctx.response.status(errors.length > 0 ? 422 : 200)
  return ctx.view.render('pages/admin/builder/trial', {
    ...frame(builder),
    page,
    errors,
    fields: form.render(key, { answers, errors, pieces }),
    kept: [
      ...flatten({ f: others }),
      ...Object.values(pieces).map(({ id, name }) => ({ name: `p[${id}]`, value: name })),
    ],
    isSkipped,
  })
}

async function showEnd(ctx: HttpContext, { form, trial, builder, isSkipped }: Tried) {
  const { demarche, draft } = builder
  const isWhole = !isSkipped && form.validate(trial.answers).length === 0
  if (isWhole) await new TryDraft().handle({ demarche, version: draft.version })
  const pages = form.summary(trial.answers, trial.pieces)
  return ctx.view.render('pages/admin/builder/trial_end', {
    ...frame(builder),
    isWhole,
    pages: pages
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => ({
        title,
        items: items.map(({ label, text, answered, pieces = [] }) => ({
          label,
          value: pieces.length > 0 ? pieces.map(({ name }) => name) : answered ? text : '',
        })),
      })),
  })
}

function frame({ demarche, draft }: Builder) {
  return {
    demarche,
    stage: stageOf(demarche, draft),
    action: builderPath(demarche.slug, 'essai'),
    back: builderPath(demarche.slug),
    publish: builderPath(demarche.slug, 'publication'),
  }
}
