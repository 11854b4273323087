import { line, text } from '#forms/values'
import type { Action, EffectSpec, FieldKind } from '#workflow/main'
import { noticeRows, readNotices } from './notices.js'
import { among, type Errors, given, isTicked, type Panel } from './panel.js'

/** What follows an action: who is told, who gets the dossier, which paper is made. */
export const effectsPanel: Panel = {
  show({ definition }, key) {
    const action = definition.actions[key]!
    const { assigns, effects = [], asks = '', completes = '', reopens = '' } = action
    const names = effects.flatMap((one) => (one.type === 'webhook' ? [one.name] : []))
    return {
      n: noticeRows(effects),
      papers: effects.flatMap((one) => (one.type === 'certificate' ? [one.template] : [])),
      webhooks: names.join('\n'),
      assigns: !assigns
        ? ''
        : typeof assigns === 'string'
          ? `field ${assigns}`
          : `service ${assigns.service}`,
      asks,
      answers: action.answers ? '1' : '',
      completes,
      reopens,
      corrects: tristate(action.corrects),
      public: tristate(action.public),
    }
  },

  read({ definition, templates, services }, key, body) {
    const errors: Errors = {}
    const old = definition.actions[key]!
    const {
      assigns,
      asks,
      answers,
      completes,
      reopens,
      corrects,
      public: seen,
      effects,
      ...kept
    } = old
    const papers = among(body.papers, Object.keys(definition.certificates ?? {}))
    const names = [
      ...new Set(
        text(body.webhooks, 2000)
          .split('\n')
          .map((one) => line(one, 100))
      ),
    ]
    const all: EffectSpec[] = [
      ...papers.map((template) => ({ type: 'certificate' as const, template })),
      ...readNotices(body.n, templates, errors),
      ...names.filter(Boolean).map((name) => ({ type: 'webhook' as const, name })),
    ]
    const field = (raw: unknown, kind: FieldKind) =>
      fieldsOf(old, kind).find((one) => one === line(raw, 60)) ?? ''
    const to = line(body.completes, 60)
    const value: Action = {
      ...kept,
      ...given({
        assigns: assignment(line(body.assigns, 200), old, services),
        asks: field(body.asks, 'services'),
        answers: isTicked(body.answers),
        completes: Object.hasOwn(definition.states, to) ? to : '',
        reopens: field(body.reopens, 'questions'),
      }),
      ...booleanIn('corrects', body.corrects),
      ...booleanIn('public', body.public),
      ...(all.length > 0 && { effects: all }),
    }
    return { operation: { type: 'edit', part: 'actions', key, value }, errors }
  },
}

export const fieldsOf = ({ form = [] }: Action, kind: FieldKind) =>
  form.filter((one) => one.kind === kind).map(({ key }) => key)

function assignment(asked: string, old: Action, services: { value: string }[]): Action['assigns'] {
  const [how, which = ''] = asked.split(' ')
  if (how === 'field') return fieldsOf(old, 'service').find((key) => key === which)
  const before = typeof old.assigns === 'object' ? [old.assigns.service] : []
  const known = [...services.map(({ value }) => value), ...before]
  return how === 'service' && known.includes(which) ? { service: which } : undefined
}

/** As usual, yes or no. */
const tristate = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no')

function booleanIn(name: string, raw: unknown): Record<string, boolean> {
  const asked = line(raw, 5)
  return asked === 'yes' || asked === 'no' ? { [name]: asked === 'yes' } : {}
}
