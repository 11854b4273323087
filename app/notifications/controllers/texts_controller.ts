import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { mailTemplates } from '#catalogue/mail_templates'
import { restoreWording, saveWording } from '#notifications/own_texts'
import { previewLetter } from '#notifications/preview'
import { wordingValidator } from '#notifications/validators'
import {
  hasWords,
  nameOf,
  ownWording,
  readerOf,
  tagsOf,
  unknownTags,
  usualWording,
  type Wording,
} from '#notifications/wording'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { sql } from '#tenancy/scope'

type Errors = Record<string, string>

const READERS = ['usager', 'service', 'agents'] as const

/** The words of a commune's mails, for all its démarches or for one. */
export default class TextsController {
  async index(ctx: HttpContext) {
    const demarche = await demarcheOf(ctx)
    const own = await sql<{ template: string; title: string | null }>(
      `select m.template, d.title from mail_texts m
       left join demarches d on d.commune_id = m.commune_id and d.id = m.demarche_id`
    )
    const rows = mailTemplates().map((template) => ({
      template,
      name: nameOf(template),
      reader: readerOf(template),
      own: own
        .filter((text) => text.template === template)
        .map(({ title }) => title ?? t('mailtexts.everywhere')),
    }))
    return ctx.view.render('pages/admin/mails/index', {
      demarche,
      demarches: await choices(),
      addressOf: (template: string) => addressOf(template, demarche),
      groups: READERS.map((reader) => [reader, rows.filter((row) => row.reader === reader)]),
    })
  }

  async edit(ctx: HttpContext) {
    const { template, demarche } = await askedOf(ctx)
    const own = await ownWording(template, demarche?.id ?? null)
    return show(ctx, own ?? usualWording(template))
  }

  /** Shows how it reads, restores the house's words, or keeps what was typed. */
  async update(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const { template, demarche } = await askedOf(ctx)
    const typed = request.only(['subject', 'body', 'after']) as Wording
    if (request.input('go') === 'restore') {
      await restoreWording(template, demarche, account)
      session.flash('success', t('mailtexts.restored'))
      return response.redirect(addressOf(template, demarche))
    }

    const [invalid, wording] = await wordingValidator.tryValidate(typed)
    const errors = invalid ? errorsOf(invalid) : wrongTags(template, wording)
    if (Object.keys(errors).length > 0) return show(ctx, typed, { errors })
    if (request.input('go') === 'preview') {
      const preview = await previewLetter(ctx.commune, template, demarche, wording!)
      return show(ctx, typed, { preview })
    }

    await saveWording(template, demarche, wording!, account)
    session.flash('success', t('mailtexts.saved'))
    return response.redirect(addressOf(template, demarche))
  }
}

/** The template and the démarche that the address names. */
async function askedOf(ctx: HttpContext) {
  const { modele } = ctx.request.qs()
  if (typeof modele !== 'string' || !/^[a-z-]+$/.test(modele) || !hasWords(modele)) {
    throw notFound(ctx)
  }
  return { template: modele, demarche: await demarcheOf(ctx) }
}

/** Null for the words that are those of all of them. */
async function demarcheOf(ctx: HttpContext): Promise<Demarche | null> {
  const { demarche: slug } = ctx.request.qs()
  const demarche = typeof slug === 'string' && slug ? await Demarche.findBy('slug', slug) : null
  if (slug && !demarche) throw notFound(ctx)
  return demarche
}

const choices = () =>
  sql<{ value: string; label: string }>(
    'select slug as value, title as label from demarches order by position, title'
  )

function addressOf(template: string, demarche: Demarche | null) {
  const query = new URLSearchParams({
    modele: template,
    ...(demarche && { demarche: demarche.slug }),
  })
  return `/admin/courriels/texte?${query}`
}

function errorsOf(refusal: { messages: unknown }): Errors {
  const fields = (refusal.messages as { field: string }[]).map(({ field }) => field)
  return Object.fromEntries(fields.map((field) => [field, t(`mailtexts.errors.${field}`)]))
}

function wrongTags(template: string, wording: Wording): Errors {
  const known = tagsOf(template)
  const list = known.map((tag) => `{${tag}}`).join(', ')
  return Object.fromEntries(
    (['subject', 'body', 'after'] as const).flatMap((part) => {
      const [unknown] = unknownTags(wording[part], known)
      if (unknown === undefined) return []
      return [[part, t('mailtexts.unknown_tag', { tag: `{${unknown}}`, list })]]
    })
  )
}

async function show(
  ctx: HttpContext,
  typed: Wording,
  { errors = {}, preview = null }: { errors?: Errors; preview?: unknown } = {}
) {
  const { template, demarche } = await askedOf(ctx)
  const own = await ownWording(template, demarche?.id ?? null)
  if (Object.keys(errors).length > 0) ctx.response.status(422)
  return ctx.view.render('pages/admin/mails/edit', {
    template,
    demarche,
    demarches: await choices(),
    typed,
    errors,
    preview,
    action: addressOf(template, demarche),
    title: nameOf(template),
    tags: tagsOf(template).map((tag) => ({ name: tag, shown: `{${tag}}` })),
    isOwn: own !== null && own.demarcheId === (demarche?.id ?? null),
    inherited: own !== null && demarche !== null && own.demarcheId === null,
  })
}
