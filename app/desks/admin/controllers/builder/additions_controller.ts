import type { HttpContext } from '@adonisjs/core/http'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { openDraft } from '#catalogue/drafts'
import { readyQuestion } from '#catalogue/ready_questions'
import { answerChange } from '#desks/admin/builder/answer_change'
import { standingIn } from '#desks/admin/builder/address'
import { demarcheOf, seenVersion } from '#desks/admin/builder/open_builder'
import { numbersBefore } from '#desks/admin/builder/read_panel'
import { blankPage, blankQuestion } from '#forms/builder/blank'
import type { Operation } from '#forms/builder/operations'
import { holderAt, orderOf, placeOf } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import { t } from '#shared/translate'

/** A new page, or a question of some type, blank or ready, after the one that is chosen. */
export default class AdditionsController {
  async store(ctx: HttpContext) {
    const demarche = await demarcheOf(ctx)
    const body = ctx.request.body()
    const at = standingIn(body)
    const { document } = await openDraft(demarche)
    const operation =
      body.page === undefined ? questionOf(document, at, body) : pageOf(document, at.q)
    const version = seenVersion(ctx)
    const by = ctx.account.name
    const outcome = await new EditDraft().handle({ demarche, version, by, operation })
    const say = t('builder.done.add', { title: operation.spec.title ?? '' })
    return answerChange(ctx, demarche, outcome, { at: { ...at, volet: 'ajouter' }, say })
  }
}

type Addition = Extract<Operation, { type: 'add' }>

/** After the page that is in view. */
function pageOf(document: Document, q: string): Addition {
  const order = orderOf(document)
  const at = order.indexOf(q.split('.')[0]!) + 1 || order.length
  const title = t('builder.new.page', { number: order.length + 1 })
  return { type: 'add', into: '', at, spec: blankPage(title) }
}

function questionOf(
  document: Document,
  { q, into: asked }: { q: string; into?: string },
  { type, ready }: Record<string, unknown>
): Addition {
  const place = q === '' ? undefined : placeOf(document, q)
  const into = asked ?? place?.into ?? ''
  const at = place?.into === into ? place.at + 1 : undefined
  const known = readyQuestion(ready)
  if (known) return { type: 'add', into, at, spec: known.spec, required: known.required }

  const kind = typeNamed(type)?.name ?? 'short-text'
  const after = orderOf(holderAt(document, into) ?? {})[at ?? Number.NaN]
  const numbers = numbersBefore(document, after === undefined ? `${into}.` : `${into}.${after}`)
  const title = t('builder.new.question', { type: t(typeNamed(kind)!.label).toLowerCase() })
  const spec = blankQuestion(kind, title, numbers)
  if (kind === 'explanation') spec.description = t('builder.new.text')
  const isOptional = ['consent', 'file', 'photo', 'group', 'family-member'].includes(kind)
  return { type: 'add', into, at, spec, required: !isOptional }
}
