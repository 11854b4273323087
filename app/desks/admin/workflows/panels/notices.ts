import { line, own, rows } from '#forms/values'
import { t } from '#shared/translate'
import type { EffectSpec, Recipient } from '#workflow/main'
import type { Errors, Option, Values } from './panel.js'

export const RECIPIENTS: readonly Recipient[] = [
  'usager',
  'accueil',
  'superviseur',
  'service',
  'holder',
  'consulted',
  'named',
]

type Notice = Extract<EffectSpec, { type: 'notify' }>

/** One to a mail, and an empty one to add another. */
export function noticeRows(effects: EffectSpec[] = []): Values[] {
  const notices = effects.filter((effect) => effect.type === 'notify')
  return [...notices.map(({ to, template }) => ({ to, template })), { to: '', template: '' }]
}

/** A row without recipient and mail is left out; one of the two alone says nothing. */
export function readNotices(raw: unknown, templates: Option[], errors: Errors): Notice[] {
  return rows(raw, 20).flatMap((row, index): Notice[] => {
    const to = RECIPIENTS.find((one) => one === line(own(row, 'to')))
    const template = line(own(row, 'template'), 100)
    if (!to && !template) return []
    const known = templates.some(({ value }) => value === template)
    if (to && known) return [{ type: 'notify', to, template }]
    errors[to ? `n-${index}-template` : `n-${index}-to`] = t('workflows.error.notice')
    return []
  })
}
