import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#desks/accueil/dossier_page'
import { DESK } from '#desks/accueil/desk'
import { BeginBatch, MOST, UndoBatch } from '#dossiers/actions/run_batch'
import { type Typed, typedIn } from '#dossiers/action_input'
import { Batch, countsOf, itemsOf } from '#dossiers/batch'
import { batchPreview, sorted } from '#dossiers/queries/batch_preview'
import { readListAddress } from '#reporting/list_request'
import { dossierIds } from '#reporting/queries/dossier_ids'
import { isUuid } from '#shared/matchers'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import Service from '#identity/service'
import { type FieldError, readInput } from '#workflow/main'

/** One action on many dossiers: chosen in a list, previewed, carried out by the worker, reported. */
export default class BatchesController {
  /** Which dossiers, which action, what would happen: nothing changes yet. */
  async preview(ctx: HttpContext) {
    const { request } = ctx
    return render(ctx, await chosen(ctx), request.input('action'))
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const ids = await chosen(ctx)
    const author = actorOf(ctx.account)
    const { dossiers, actions } = await batchPreview(ids, author)
    const found = actions.find(({ action }) => action.key === request.input('action'))
    if (!found) return render(ctx, ids)

    const { key, label, form } = found.action
    const fields = form?.fields ?? []
    const typed = typedIn(fields, request.input('f'))
    const read = readInput(fields, typed, { services: await Service.refs() })
    if (!read.ok) {
      response.status(422)
      return render(ctx, ids, key, { typed, errors: read.errors })
    }
    const revisions = new Map(readPairs(request.input('dossiers')))
    const batch = await new BeginBatch().handle({
      author,
      action: key,
      label,
      input: typed,
      dossiers: dossiers.map(({ id, revision }) => ({
        id,
        revision: revisions.get(id) ?? revision,
      })),
    })
    return response.redirect(`/accueil/lots/${batch.id}`)
  }

  /** How far it is, then the report. */
  async show(ctx: HttpContext) {
    const batch = await own(ctx)
    return ctx.view.render('pages/accueil/batch', {
      batch,
      counts: await countsOf(batch.id),
      refused: await itemsOf(batch.id, ['invalid', 'overtaken', 'not-possible']),
      done: await itemsOf(batch.id, ['done', 'undone']),
    })
  }

  async undo(ctx: HttpContext) {
    const batch = await own(ctx)
    const { undone, late } = await new UndoBatch().handle(batch)
    const tone = late > 0 ? 'warning' : 'success'
    ctx.session.flash(tone, t('accueil.batch.taken_back', { undone, late }))
    return ctx.response.redirect(`/accueil/lots/${batch.id}`)
  }
}

async function own(ctx: HttpContext): Promise<Batch> {
  const batch = await Batch.query().where({ id: ctx.params.id, accountId: ctx.account.id }).first()
  if (!batch) throw notFound(ctx)
  return batch
}

/** The boxes that were ticked, those of the page before, or a whole list. */
async function chosen({ request, account }: HttpContext): Promise<string[]> {
  const list = request.input('liste')
  if (typeof list === 'string') {
    const desk = { ...DESK, readerId: account.id }
    return dossierIds(readListAddress(list, desk), desk, MOST)
  }
  const ticked = Object.values(request.input('d') ?? {}).filter((id) => typeof id === 'string')
  const ids = [...ticked, ...readPairs(request.input('dossiers')).map(([id]) => id)]
  return [...new Set(ids.filter(isUuid))].slice(0, MOST)
}

/** `id:revision id:revision…`: one field, however many dossiers. */
function readPairs(raw: unknown): [string, number][] {
  if (typeof raw !== 'string') return []
  return raw.split(' ').flatMap((pair): [string, number][] => {
    const [id, revision] = pair.split(':')
    return id && isUuid(id) ? [[id, Number(revision)]] : []
  })
}

async function render(
  ctx: HttpContext,
  ids: string[],
  key?: string,
  left: { typed?: Typed; errors?: FieldError[] } = {}
) {
  const { session, response, view } = ctx
  const actor = actorOf(ctx.account)
  const { dossiers, actions, choices } = await batchPreview(ids, actor)
  if (dossiers.length === 0) {
    session.flash('error', t('accueil.batch.none'))
    return response.redirect('/accueil')
  }
  const action = actions.find((one) => one.action.key === key)?.action ?? null
  const split = action ? await sorted(dossiers, action.key, actor) : null
  return view.render('pages/accueil/batch_preview', {
    dossiers,
    pairs: dossiers.map(({ id, revision }) => `${id}:${revision}`).join(' '),
    actions,
    split,
    open: action && { action, choices, typed: {}, errors: [], ...left },
  })
}
