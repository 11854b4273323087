import { typeset, wordingOf } from '#forms/builder/wording'
import { text } from '#forms/values'
import { t } from '#shared/translate'
import { type Errors, type Panel } from './panel.js'

/** A paper that an action makes. */
export const certificatePanel: Panel = {
  show({ definition }, key) {
    return { ...definition.certificates![key]! }
  },

  read(_around, key, body) {
    const errors: Errors = {}
    const title = wordingOf(body.title, 200)
    if (!title) errors.title = t('workflows.error.label')
    const words = typeset(text(body.body, 10_000))
    if (!words) errors.body = t('workflows.error.body')
    const value = { title, body: words }
    return { operation: { type: 'edit', part: 'certificates', key, value }, errors }
  },
}
