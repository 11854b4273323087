import { readFile as read } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { CreateDemarche, type NewDemarche } from '#catalogue/actions/create_demarche'
import Demarche from '#catalogue/demarche'
import { readFile, wordsOf, type DemarcheFile } from '#catalogue/demarche_file'
import { openDraft } from '#catalogue/drafts'
import { readyDemarches } from '#catalogue/ready_demarches'
import { builderPath } from '#desks/admin/builder/address'
import { blankForm } from '#forms/builder/blank'
import { line } from '#forms/values'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'

type Errors = Record<string, string>

type Origin = DemarcheFile & Pick<NewDemarche, 'treatment'>

/** A new démarche: blank, from the library, from another one, or from a file. */
export default class CreationsController {
  async create(ctx: HttpContext) {
    const { depuis: other } = ctx.request.qs()
    return showForm(ctx, other ? { from: 'other', other } : {}, {})
  }

  async store(ctx: HttpContext) {
    const body = ctx.request.body()
    const errors: Errors = {}
    const from = await origin(ctx, body, errors)
    const title = line(body.title, 200) || (from?.title ?? '')
    if (!title && !errors.file) errors.title = t('builder.create.title_missing')
    if (!from || Object.keys(errors).length > 0) return showForm(ctx, body, errors)

    const by = ctx.account.name
    // A file stays as it is, to the letter: what was given to another commune is the same form there.
    const document = body.from === 'file' ? from.document : { ...from.document, title }
    const demarche = await new CreateDemarche().handle({ ...from, title, document, by })
    ctx.session.flash('success', t('builder.create.done', { title }))
    return ctx.response.redirect(builderPath(demarche.slug))
  }
}

/** What the new one begins as; undefined, with the reason in `errors`, where there is no such thing. */
async function origin(
  { request }: HttpContext,
  body: Record<string, unknown>,
  errors: Errors
): Promise<Origin | undefined> {
  const blank = { title: '', description: '', category: '' }
  switch (body.from) {
    case 'library': {
      const ready = (await readyDemarches()).find(({ slug }) => slug === body.ready)
      if (!ready) errors.ready = t('builder.create.ready_missing')
      return ready && pick(ready)
    }
    case 'other': {
      const other = await Demarche.query().where('slug', line(body.other, 100)).first()
      if (!other) errors.other = t('builder.create.other_missing')
      return other ? await copied(other) : undefined
    }
    case 'file': {
      const [upload] = uploads(request, 'file')
      const given = upload ? readFile(await read(upload.tmpPath, 'utf8')) : null
      if (given?.type === 'read') return given.file
      const reasons = given?.type === 'refused' ? given.problems.map(({ message }) => message) : []
      errors.file = [t('builder.file.refused'), ...reasons.slice(0, 3)].join(' ')
      return undefined
    }
    default:
      return { ...blank, document: blankForm('') }
  }
}

/** All of it but its address, its dates and its dossiers. */
async function copied(other: Demarche): Promise<Origin> {
  const { workflowId, serviceId, routing, notified } = other
  const { document } = await openDraft(other)
  return { ...wordsOf(other), document, treatment: { workflowId, serviceId, routing, notified } }
}

const pick = ({ title, description, category, document }: DemarcheFile): DemarcheFile => ({
  title,
  description,
  category,
  document,
})

async function showForm(ctx: HttpContext, typed: Record<string, unknown>, errors: Errors) {
  const demarches = await Demarche.query().orderBy('title')
  const page = await ctx.view.render('pages/admin/builder/create', {
    typed,
    errors,
    ready: (await readyDemarches()).map(({ slug, title, category }) => ({
      value: slug,
      label: `${title} (${category})`,
    })),
    others: demarches.map(({ slug, title }) => ({ value: slug, label: title })),
  })
  return ctx.response.status(Object.keys(errors).length > 0 ? 422 : 200).send(page)
}
