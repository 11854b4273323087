import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#desks/superviseur/dossier_page'
import { type NamedGiver, readGiver } from '#desks/superviseur/giver'
import { type Typed, typedIn } from '#dossiers/action_input'
import { AssignDossier } from '#dossiers/actions/assign_dossier'
import { BeginBatch, MOST } from '#dossiers/actions/run_batch'
import { assignees } from '#dossiers/assignees'
import { batchPreview, sorted } from '#dossiers/queries/batch_preview'
import Service from '#identity/service'
import { heldBy } from '#reporting/queries/held'
import { isUuid } from '#shared/matchers'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { type Actor, type FieldError, readInput } from '#workflow/main'

/** How many are shown to be ticked; with a button all are taken. */
const SHOWN = 200

/** What somebody has to do, given to somebody else: some or all of it, previewed, then told what became of it. */
export default class ReassignmentsController {
  async index(ctx: HttpContext) {
    return choose(ctx, await named(ctx))
  }

  /** Which dossiers, and to whom they can be given: nothing changes yet. */
  async preview(ctx: HttpContext) {
    const from = await named(ctx)
    const ids = await chosen(ctx, from)
    if (ids.length === 0) return choose(ctx, from, t('superviseur.give.none'))
    return from.giver.type === 'service'
      ? offerServices(ctx, from, ids)
      : offerAgents(ctx, from, ids)
  }

  async store(ctx: HttpContext) {
    const from = await named(ctx)
    const ids = await chosen(ctx, from)
    if (ids.length === 0) return choose(ctx, from, t('superviseur.give.none'))
    return from.giver.type === 'service' ? toService(ctx, from, ids) : toAgent(ctx, from, ids)
  }
}

async function named(ctx: HttpContext): Promise<NamedGiver> {
  const from = await readGiver(ctx.request.input('de'))
  if (!from) throw notFound(ctx)
  return from
}

/** Of what they hold now, all or what was ticked: what has left since is not taken from somebody else. */
async function chosen({ request }: HttpContext, { giver }: NamedGiver): Promise<string[]> {
  const held = (await heldBy(giver, MOST)).map(({ id }) => id)
  if (request.input('tous') !== undefined) return held
  const ticked = [request.input('dossiers') ?? []].flat().flatMap((one) => String(one).split(' '))
  const wanted = new Set(ticked.filter(isUuid))
  return held.filter((id) => wanted.has(id))
}

async function choose({ response, view }: HttpContext, from: NamedGiver, fault?: string) {
  const held = await heldBy(from.giver, MOST)
  response.status(fault ? 422 : 200)
  const page = { from, held: held.slice(0, SHOWN), count: held.length, most: MOST, fault }
  return view.render('pages/superviseur/reassign', page)
}

async function offerAgents(
  { response, view }: HttpContext,
  from: NamedGiver,
  ids: string[],
  fault?: string
) {
  const others = (await assignees()).filter(
    ({ id }) => from.giver.type !== 'agent' || id !== from.giver.id
  )
  const agents = others.map(({ id, name }) => ({ value: id, label: name }))
  const nobody = { value: 'personne', label: t('superviseur.load.unassigned') }
  response.status(fault ? 422 : 200)
  return view.render('pages/superviseur/reassign_agent', {
    from,
    ids: ids.join(' '),
    count: ids.length,
    options: from.giver.type === 'agent' ? [...agents, nobody] : agents,
    fault,
  })
}

async function toAgent(ctx: HttpContext, from: NamedGiver, ids: string[]) {
  const { request, response, session, account } = ctx
  const to = String(request.input('compte', ''))
  if (to !== 'personne' && !isUuid(to)) {
    return offerAgents(ctx, from, ids, t('superviseur.give.agent_missing'))
  }
  const outcome = await new AssignDossier().handle({
    dossierIds: ids,
    accountId: to === 'personne' ? null : to,
    by: actorOf(account),
    from: from.giver.type === 'agent' ? from.giver.id : null,
  })
  if (outcome.type === 'not-an-agent') {
    return offerAgents(ctx, from, ids, t('superviseur.give.agent_missing'))
  }
  const { assigned, overtaken, refused } = outcome
  const told = {
    done: assigned.length,
    overtaken: overtaken.length,
    refused: refused.length,
  }
  session.flash(assigned.length ? 'success' : 'warning', t('superviseur.give.report', told))
  return response.redirect('/superviseur/charge')
}

/** Only what the workflow of a dossier lets a superviseur do: an action that puts it in the charge of a service. */
async function transfers(ids: string[], actor: Actor) {
  const preview = await batchPreview(ids, actor)
  const [transfer] = preview.actions
    .filter(({ action }) => action.form?.fields.some(({ kind }) => kind === 'service'))
    .sort((one, other) => other.count - one.count)
  return { ...preview, transfer: transfer?.action ?? null }
}

async function offerServices(
  ctx: HttpContext,
  from: NamedGiver,
  ids: string[],
  left: { typed?: Typed; errors?: FieldError[] } = {}
) {
  const actor = actorOf(ctx.account)
  const { dossiers, choices, transfer } = await transfers(ids, actor)
  const services = choices.services.filter(({ value }) => value !== idOf(from))
  const split = transfer
    ? await sorted(dossiers, transfer.key, actor)
    : { possible: [], others: dossiers }
  ctx.response.status(left.errors ? 422 : 200)
  return ctx.view.render('pages/superviseur/reassign_service', {
    from,
    ids: ids.join(' '),
    split,
    open: transfer && {
      action: transfer,
      choices: { ...choices, services },
      typed: {},
      errors: [],
      ...left,
    },
  })
}

async function toService(ctx: HttpContext, from: NamedGiver, ids: string[]) {
  const author = actorOf(ctx.account)
  const { dossiers, transfer } = await transfers(ids, author)
  if (!transfer) return offerServices(ctx, from, ids)
  const fields = transfer.form?.fields ?? []
  const typed = typedIn(fields, ctx.request.input('f'))
  const services = (await Service.refs()).filter(({ id }) => id !== idOf(from))
  const read = readInput(fields, typed, { services })
  if (!read.ok) return offerServices(ctx, from, ids, { typed, errors: read.errors })
  const batch = await new BeginBatch().handle({
    author,
    action: transfer.key,
    label: transfer.label,
    input: typed,
    dossiers: dossiers.map(({ id, revision }) => ({ id, revision })),
  })
  return ctx.response.redirect(`/superviseur/lots/${batch.id}`)
}

const idOf = ({ giver }: NamedGiver) => ('id' in giver ? giver.id : null)
