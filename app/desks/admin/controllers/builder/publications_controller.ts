import type { HttpContext } from '@adonisjs/core/http'
import { PublishDraft } from '#catalogue/actions/publish_draft'
import { checklist, type Checklist } from '#catalogue/checklist'
import { builderPath } from '#desks/admin/builder/address'
import { checklistItems } from '#desks/admin/builder/checklist_words'
import { differencesInWords } from '#desks/admin/builder/difference_words'
import {
  type Builder,
  demarcheOf,
  openBuilder,
  seenVersion,
} from '#desks/admin/builder/open_builder'
import { titleOf } from '#desks/admin/builder/rows'
import { stageOf } from '#desks/admin/builder/stage'
import { placeOf } from '#forms/builder/tree'
import Service from '#identity/service'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'

/** What has to be done before the form goes online, what will change, and the button. */
export default class PublicationsController {
  async show(ctx: HttpContext) {
    const builder = await openBuilder(ctx)
    return showPublication(ctx, builder, checklist(builder.draft))
  }

  async store(ctx: HttpContext) {
    const demarche = await demarcheOf(ctx)
    const version = seenVersion(ctx)
    const services = await Service.refs()
    const outcome = await new PublishDraft().handle({ demarche, version, services })
    switch (outcome.type) {
      case 'published':
        ctx.session.flash('success', t('builder.publish.done', { number: outcome.number }))
        return ctx.response.redirect(builderPath(demarche.slug, 'publication'))
      case 'overtaken': {
        const { draft } = outcome
        const alert = t('builder.publish.overtaken', {
          name: draft.savedBy ?? t('builder.conflict.someone'),
          when: formatters.ago(draft.savedAt) || t('builder.conflict.now'),
        })
        return showPublication(ctx, { demarche, draft }, checklist(draft), { alert, status: 409 })
      }
      case 'not-ready': {
        const builder = { demarche, draft: outcome.draft }
        const alert = t('builder.publish.not_ready')
        return showPublication(ctx, builder, outcome.checklist, { alert, status: 422 })
      }
    }
  }
}

async function showPublication(
  ctx: HttpContext,
  { demarche, draft }: Builder,
  list: Checklist,
  { alert = '', status = 200 } = {}
) {
  const { document, live } = draft
  const titleAt = (path: string) => {
    const spec = placeOf(document, path)?.spec
    return spec ? titleOf(spec) : path
  }
  const page = await ctx.view.render('pages/admin/builder/publication', {
    demarche,
    draft,
    stage: stageOf(demarche, draft),
    alert,
    isChanged: list.isChanged,
    items: checklistItems(demarche.slug, list, titleAt),
    changes: differencesInWords(live?.document, document),
    action: builderPath(demarche.slug, 'publication'),
  })
  return ctx.response.status(status).send(page)
}
