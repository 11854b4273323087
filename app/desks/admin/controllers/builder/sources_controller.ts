import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { builderPath } from '#desks/admin/builder/address'
import { type Builder, openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { stageOf } from '#desks/admin/builder/stage'
import { faultsOf } from '#forms/builder/faults'
import { locatePointer, type Position, syntaxError } from '#forms/builder/locate_json'
import { check, compile, type Document } from '#forms/main'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'

interface Fault extends Partial<Position> {
  message: string
}

/** The form as the JSON Schema that it is, for those who want it: to read, and to change with checks. */
export default class SourcesController {
  async show(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    return showSource(ctx, builder, written(builder.draft.document))
  }

  async store(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    const { demarche } = builder
    const source = String(ctx.request.input('source', '')).slice(0, 1_000_000)
    const faults = faultsIn(source)
    if (faults.length > 0) return showSource(ctx, builder, source, { faults, status: 422 })

    const operation = { type: 'replace' as const, document: JSON.parse(source) as Document }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    if (outcome.type === 'overtaken') {
      const { savedBy, savedAt } = outcome.draft
      const message = t('builder.publish.overtaken', {
        name: savedBy ?? t('builder.conflict.someone'),
        when: formatters.ago(savedAt),
      })
      const now = { demarche, draft: outcome.draft }
      return showSource(ctx, now, source, { faults: [{ message }], status: 409 })
    }
    ctx.session.flash('success', t('builder.source.saved'))
    return ctx.response.redirect(builderPath(demarche.slug, 'source'))
  }
}

function faultsIn(source: string): Fault[] {
  const position = syntaxError(source)
  if (position) return [{ ...position, message: t('builder.source.syntax') }]
  return faultsOf(JSON.parse(source)).map(({ path, message }) => ({
    ...locatePointer(source, path),
    message,
  }))
}

const written = (document: Document) => JSON.stringify(document, null, 2)

async function showSource(
  ctx: HttpContext,
  { demarche, draft }: Builder,
  source: string,
  { faults = [], status = 200 }: { faults?: Fault[]; status?: number } = {}
) {
  const page = await ctx.view.render('pages/admin/builder/source', {
    demarche,
    draft,
    stage: stageOf(demarche, draft),
    source,
    faults: faults.map(({ line, column, message }) => ({
      id: 'source',
      message: line ? t('builder.source.at', { line, column, message }) : message,
    })),
    hash: check(draft.document).length === 0 ? compile(draft.document).hash : '',
    action: builderPath(demarche.slug, 'source'),
    file: builderPath(demarche.slug, 'fichier'),
  })
  return ctx.response.status(status).send(page)
}
