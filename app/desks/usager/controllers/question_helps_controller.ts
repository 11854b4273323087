import type { HttpContext } from '@adonisjs/core/http'
import { helpOf, TRY, tryOut, type TypeHelp } from '#forms/help'
import type { RenderOptions } from '#forms/main'
import { TYPES } from '#forms/types/registry'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { rawPage } from '../posted_page.js'
import { keyOf, settingsOf, triedFiles } from '../question_help.js'

/** The help of each answer type, which shows it by the very code that asks it. Nothing is kept. */
export default class QuestionHelpsController {
  async index({ view }: HttpContext) {
    return view.render('pages/usager/question_helps', {
      types: TYPES.map(({ name, label }) => ({
        href: `/aide/questions/${name}`,
        label: t(label),
        text: t(`questions.types.${keyOf(name)}.use`),
      })),
    })
  }

  async show(ctx: HttpContext) {
    return showHelp(ctx, helpIn(ctx))
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const help = helpIn(ctx)
    const raw = rawPage(request, TRY.page)
    const { ids, pieces, refused } = await triedFiles(ctx, help)
    if (ids.length > 0) raw[TRY.question] = ids
    const { answers, errors, items } = tryOut(help.form, raw)
    const { add, remove } = request.body()
    const pressed = help.form.press(answers, { add, remove })
    if (pressed) return showHelp(ctx, help, { answers: pressed, pieces })

    const found = refused.length > 0 ? refused : errors
    if (found.length > 0) {
      response.status(422)
      return showHelp(ctx, help, { answers, errors: found, pieces })
    }
    const understood = items.map(({ text }) => text).join(', ')
    return showHelp(ctx, help, { answers, pieces }, understood)
  }
}

function helpIn(ctx: HttpContext): TypeHelp {
  const help = helpOf(ctx.params.type)
  if (!help) throw notFound(ctx)
  return help
}

function showHelp(
  { view }: HttpContext,
  { type, form, accepted, refused }: TypeHelp,
  drawn: RenderOptions = {},
  understood?: string
) {
  const missing = form.validate({}, TRY.page).filter(({ path }) => path.startsWith(`${TRY.page}.`))
  const empty = type.shape === 'value' && missing[0]
  return view.render('pages/usager/question_help', {
    title: t(type.label),
    text: t(`questions.types.${keyOf(type.name)}.use`),
    typing: t(`questions.types.${keyOf(type.name)}.typing`),
    action: `/aide/questions/${type.name}`,
    fields: form.render(TRY.page, drawn),
    errors: drawn.errors ?? [],
    understood,
    isAsked: type.shape !== 'none',
    hasFiles: type.settings !== undefined,
    accepted,
    refused: [
      ...(empty && !type.compute ? [{ typed: t('questions.page.nothing'), ...empty }] : []),
      ...refused,
    ],
    ...settingsOf(type),
  })
}
