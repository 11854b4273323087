import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { formOfVersion } from '#catalogue/drafts'
import { answerChange } from '#desks/admin/builder/answer_change'
import { builderPath } from '#desks/admin/builder/address'
import { differencesInWords } from '#desks/admin/builder/difference_words'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { stageOf } from '#desks/admin/builder/stage'
import { versionsOf } from '#desks/admin/queries/versions'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'

/** What was published, and when. */
export default class VersionsController {
  async index(ctx: HttpContext) {
    const { demarche, draft } = await openBuilder(ctx)
    const versions = await versionsOf(demarche)
    return ctx.view.render('pages/admin/builder/versions', {
      demarche,
      draft,
      stage: stageOf(demarche, draft),
      versions: versions.map((version, at) => ({
        ...version,
        isLive: version.number === draft.live?.number,
        changes: differencesInWords(versions[at + 1]?.document, version.document),
      })),
      action: builderPath(demarche.slug, 'restaurations'),
    })
  }

  /** A version as it was becomes the draft, in one step that can be undone. */
  async store(ctx: HttpContext) {
    const { demarche } = await openBuilder(ctx)
    const number = Number(ctx.request.input('number'))
    const document = Number.isInteger(number) ? await formOfVersion(demarche, number) : null
    if (!document) throw notFound(ctx)
    const operation = { type: 'replace' as const, document }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t('builder.done.restore', { number })
    return answerChange(ctx, demarche, outcome, { at: { q: '', volet: 'essentiel' }, say })
  }
}
