import { readFile as read } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { readFile, wordsOf, writeFile } from '#catalogue/demarche_file'
import { answerChange } from '#desks/admin/builder/answer_change'
import { builderPath } from '#desks/admin/builder/address'
import { openBuilder, seenVersion } from '#desks/admin/builder/open_builder'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

/** A démarche as one file: to keep, to give to another commune, to take from one. */
export default class FilesController {
  async show(ctx: HttpContext) {
    const { demarche, draft } = await openBuilder(ctx)
    const file = writeFile({ ...wordsOf(demarche), document: draft.document })
    ctx.response.header('Content-Disposition', `attachment; filename="${demarche.slug}.json"`)
    return ctx.response.type('application/json').send(file)
  }

  /** Its form takes the place of the draft's, in one step that can be undone. */
  async store(ctx: HttpContext) {
    const { demarche } = await openBuilder(ctx)
    const [upload] = uploads(ctx.request, 'file')
    const given = upload
      ? readFile(await read(upload.tmpPath, 'utf8'))
      : { type: 'unreadable' as const }
    if (given.type !== 'read') {
      const reasons = given.type === 'refused' ? given.problems.map(({ message }) => message) : []
      ctx.session.flash('error', [t('builder.file.refused'), ...reasons.slice(0, 5)].join(' '))
      return ctx.response.redirect(builderPath(demarche.slug, 'source'))
    }
    const operation = { type: 'replace' as const, document: given.file.document }
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t('builder.done.import')
    return answerChange(ctx, demarche, outcome, { at: { q: '', volet: 'essentiel' }, say })
  }
}
