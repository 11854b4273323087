import { wordingOf } from '#forms/builder/wording'
import { line, own, rows } from '#forms/values'
import { t } from '#shared/translate'
import { elements } from '#workflow/editor/parts'
import type { Deadline } from '#workflow/main'
import { durationOf, fieldsIn } from '../durations.js'
import { inputFields, readInputs, shownInput } from './inputs.js'
import { RECIPIENTS } from './notices.js'
import {
  among,
  type Around,
  type Errors,
  given,
  isTicked,
  type Panel,
  type Values,
} from './panel.js'

type Notice = Pick<NonNullable<Deadline['remind']>[number], 'to' | 'template'>

/** A delay: where it counts, how long, and what happens on the way and at its end. */
export const deadlinePanel: Panel = {
  show({ definition }, key) {
    const deadline = definition.deadlines!.find((one) => one.key === key)!
    const { label, since, after, working, remind = [], alert, past = '' } = deadline
    const blank = { amount: '', unit: 'D', to: '', template: '' }
    return {
      label,
      since: since ?? 'in',
      in: deadline.in ?? [],
      suspendedIn: deadline.suspendedIn ?? [],
      after: fieldsIn(after),
      working: working ? '1' : '',
      r: [...remind.map(({ after: when, ...told }) => ({ ...fieldsIn(when), ...told })), blank],
      alert: { to: alert?.to ?? '', template: alert?.template ?? '' },
      do: deadline.do ?? '',
      with: shownInput(deadline.with),
      past,
    }
  },

  read(around, key, body) {
    const errors: Errors = {}
    const { definition } = around
    const label = wordingOf(body.label, 200)
    if (!label) errors.label = t('workflows.error.label')
    const after = durationOf(typedDuration(body.after))
    if (!after) errors['after-amount'] = t('workflows.error.duration')
    const value: Deadline = {
      key,
      label,
      ...scopeIn(around, body, errors),
      after: after ?? 'P1D',
      ...given({ working: isTicked(body.working) }),
      ...remindersIn(around, body.r, errors),
      ...alertIn(around, body.alert, errors),
    }
    const action = line(body.do, 60)
    if (Object.hasOwn(definition.actions, action)) {
      const past = wordingOf(body.past, 200)
      const input = readInputs(inputFields(around, action), body.with, definition, action)
      Object.assign(value, { do: action, ...given({ past }), ...input })
    }
    return { operation: { type: 'edit', part: 'deadlines', key, value }, errors }
  },
}

/** In some states, or since the submission but in some states. */
function scopeIn({ definition }: Around, body: Values, errors: Errors): Partial<Deadline> {
  const states = elements(definition, 'states').map(([key]) => key)
  if (line(body.since, 20) === 'submission') {
    const suspendedIn = among(body.suspendedIn, states)
    return { since: 'submission', ...(suspendedIn.length > 0 && { suspendedIn }) }
  }
  const inside = among(body.in, states)
  if (inside.length === 0) errors.in = t('workflows.error.from')
  return { in: inside }
}

function typedDuration(raw: unknown) {
  return { amount: line(own(raw, 'amount'), 5), unit: line(own(raw, 'unit'), 20) }
}

/** A row that tells nobody is left out. */
function remindersIn(around: Around, raw: unknown, errors: Errors): Partial<Deadline> {
  const remind = rows(raw, 10).flatMap((row, index) => {
    const notice = noticeIn(around, row, errors, `r-${index}`)
    if (!notice) return []
    const after = durationOf(typedDuration(row))
    if (!after) errors[`r-${index}-amount`] = t('workflows.error.duration')
    return [{ after: after ?? 'P1D', ...notice }]
  })
  return remind.length > 0 ? { remind } : {}
}

function alertIn(around: Around, raw: unknown, errors: Errors): Partial<Deadline> {
  const alert = noticeIn(around, raw, errors, 'alert')
  return alert ? { alert } : {}
}

function noticeIn({ templates }: Around, row: unknown, errors: Errors, id: string): Notice | null {
  const to = RECIPIENTS.find((one) => one === line(own(row, 'to')))
  const template = line(own(row, 'template'), 100)
  if (!to && !template) return null
  if (to && templates.some(({ value }) => value === template)) return { to, template }
  errors[to ? `${id}-template` : `${id}-to`] = t('workflows.error.notice')
  return null
}
