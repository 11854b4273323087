import { wordingOf } from '#forms/builder/wording'
import { t } from '#shared/translate'
import type { State } from '#workflow/main'
import { type Errors, given, oneOf, type Panel } from './panel.js'

export const HOLDERS = ['accueil', 'usager', 'service'] as const
export const FINALS = ['accepted', 'refused', 'dropped'] as const
export const KINDS = [...HOLDERS, 'none', ...FINALS] as const

export const statePanel: Panel = {
  show({ definition }, key) {
    const { label, usager = '', holder, final } = definition.states[key]!
    return { label, usager, kind: final ?? holder ?? 'none' }
  },

  read(_around, key, body) {
    const errors: Errors = {}
    const label = wordingOf(body.label, 200)
    if (!label) errors.label = t('workflows.error.label')
    const kind = oneOf(body.kind, KINDS, 'none')
    const value: State = {
      label,
      ...given({ usager: wordingOf(body.usager, 200) }),
      ...(HOLDERS.some((one) => one === kind) && { holder: kind as State['holder'] }),
      ...(FINALS.some((one) => one === kind) && { final: kind as State['final'] }),
    }
    return { operation: { type: 'edit', part: 'states', key, value }, errors }
  },
}
