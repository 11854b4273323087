import { line } from '#forms/values'
import { t } from '#shared/translate'
import { type Errors, type Panel } from './panel.js'

/** Who of the commune is a service that the workflow names. */
export const servicePanel: Panel = {
  show({ services }, key) {
    return { becomes: services.some(({ value }) => value === key) ? key : '' }
  },

  read({ services }, key, body) {
    const errors: Errors = {}
    const asked = line(body.becomes, 60)
    const found = services.find(({ value }) => value === asked)
    if (!found) errors.becomes = t('workflows.error.service')
    const becomes = { id: found?.value ?? key, label: found?.label ?? key }
    return { operation: { type: 'service', id: key, becomes }, errors }
  },
}
