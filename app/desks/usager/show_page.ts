import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#shared/not_found'
import type { OpenVersion } from '#catalogue/versions'
import type { Answers, FieldError, Form } from '#forms/main'
import { changesBetween } from '#dossiers/changed_answers'
import type { Channel } from '#dossiers/dossier'
import { firstLinks, linksOf, liveOf } from './live.js'
import { mapOf } from '#addresses/map_of'
import { draftPath, fillPath, pagePath } from './paths.js'
import { piecesFor } from './pieces.js'
import { seal } from './seal.js'
import { stampOfStep } from './take_page.js'

interface Shown {
  version: OpenVersion
  /** Not in the database yet on a first page. */
  draft: { id: string; answers: Answers; channel?: Channel }
  page: string
  errors?: FieldError[]
  /** The address of the start page's démarche, where no draft was begun. */
  slug?: string
  /** What a link brought along, until there is a draft. */
  prefill?: string
  seal?: string
  /** What is kept, where that has become something else than what was typed here. */
  kept?: Answers
  /** Nothing was kept: too many drafts were begun from here. */
  tooMany?: boolean
}

const isAssisted = (channel?: Channel) => channel !== undefined && channel !== 'online'

/** Whether where the journey stops something is asked that may be answered otherwise. */
const exitOf = (fields: string) => (fields.includes('name="f[') ? 'asks' : 'tells')

/** What the page says when it is saved, and what differs where others were saved meanwhile. */
function saveOf(form: Form, step: string, { draft, kept }: Shown) {
  return {
    view: randomUUID(),
    stamp: stampOfStep(form, step, kept ?? draft.answers),
    conflict: kept && { changes: changesBetween(form, kept, draft.answers) },
  }
}

/** One page of a form, with what was answered and what is wrong with it. */
export async function showPage(ctx: HttpContext, shown: Shown) {
  const { version, draft, slug } = shown
  const { form } = version
  const page = form.steps(draft.answers).find((one) => one.key === shown.page)
  if (!page) throw notFound(ctx)

  const check = ctx.request.qs().verifier !== undefined
  const here = slug ? fillPath(slug) : pagePath(draft.id, page.key)
  const pieces = slug
    ? {}
    : await piecesFor(form, draft.id, draft.answers, draftPath(draft.id), form.pagesOf(page.key))
  const failed = shown.errors ?? []
  const fields = form.render(page.key, { answers: draft.answers, errors: failed, pieces })
  return ctx.view.render('pages/usager/page', {
    title: version.title,
    page,
    fields,
    live: liveOf({
      version,
      step: page.key,
      answers: draft.answers,
      errors: failed,
      pieces,
      assisted: isAssisted(draft.channel),
      links: slug ? firstLinks(slug) : linksOf(draft.id, page.key),
    }),
    exit: form.stopsAt(page.key, draft.answers) && exitOf(fields),
    errors: failed,
    tooMany: shown.tooMany,
    prefill: shown.prefill,
    action: check ? `${here}?verifier` : here,
    draft: slug ? draft.id : undefined,
    save: slug ? undefined : saveOf(form, page.key, shown),
    seal: shown.seal ?? seal(draft.id),
    startPath: slug && `/demarches/${slug}`,
    behalf: isAssisted(draft.channel),
    map: await mapOf(ctx, fields),
    hasFiles: fields.includes('type="file"'),
  })
}
