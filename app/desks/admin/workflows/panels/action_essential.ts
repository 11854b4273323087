import { wordingOf } from '#forms/builder/wording'
import { line } from '#forms/values'
import { t } from '#shared/translate'
import { elements } from '#workflow/editor/parts'
import type { Action } from '#workflow/main'
import { among, type Errors, given, isTicked, oneOf, type Panel } from './panel.js'

export const ROLES = ['accueil', 'service', 'superviseur', 'usager', 'system'] as const
export const WHOM = ['holder', 'consulted', 'named'] as const
export const TONES = ['positive', 'negative', 'neutral'] as const

/** Who may take an action, where, and where it leads. */
export const essentialPanel: Panel = {
  show({ definition }, key) {
    const action = definition.actions[key]!
    const { label, past = '', help = '', confirm = '', tone = 'neutral', from, to, by } = action
    const whom = action.for ?? 'holder'
    return {
      label,
      past,
      help,
      confirm,
      tone,
      from,
      to,
      by,
      for: Array.isArray(whom) ? 'named' : whom,
      named: Array.isArray(whom) ? whom : [],
      remembers: action.remembers ? '1' : '',
    }
  },

  read({ definition, services }, key, body) {
    const errors: Errors = {}
    const label = wordingOf(body.label, 200)
    if (!label) errors.label = t('workflows.error.label')
    const states = elements(definition, 'states').map(([one]) => one)
    const from = among(body.from, states)
    if (from.length === 0) errors.from = t('workflows.error.from')
    const to = line(body.to, 60)
    if (![...states, '@same', '@origin'].includes(to)) errors.to = t('workflows.error.state')
    const by = among(body.by, ROLES)
    if (by.length === 0) errors.by = t('workflows.error.by')
    const old = definition.actions[key]!
    const whom = whomIn(body, services, old)
    if (by.includes('service') && whom?.length === 0) errors.named = t('workflows.error.named')
    const { past, help, confirm, tone, remembers, for: before, ...kept } = old
    const toneNow = oneOf(body.tone, TONES, 'neutral')
    const value: Action = {
      ...kept,
      label,
      ...given({
        past: wordingOf(body.past, 200),
        help: wordingOf(body.help, 500),
        confirm: wordingOf(body.confirm, 500),
        remembers: isTicked(body.remembers),
      }),
      ...((tone !== undefined || toneNow !== 'neutral') && { tone: toneNow }),
      from,
      to,
      by,
      ...(by.includes('service') && whom !== undefined && { for: whom }),
    }
    return { operation: { type: 'edit', part: 'actions', key, value }, errors }
  },
}

/** Services that are not active any more stay, where they are left ticked. */
function whomIn(
  body: Record<string, unknown>,
  services: { value: string }[],
  { for: before }: Action
): Action['for'] {
  const asked = oneOf(body.for, WHOM, 'holder')
  if (asked === 'consulted') return asked
  if (asked === 'holder') return before === 'holder' ? before : undefined
  const known = [...services.map(({ value }) => value), ...(Array.isArray(before) ? before : [])]
  return among(body.named, [...new Set(known)])
}
