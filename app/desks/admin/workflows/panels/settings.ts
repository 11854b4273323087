import { wordingOf } from '#forms/builder/wording'
import { line } from '#forms/values'
import { t } from '#shared/translate'
import { noticeRows, readNotices } from './notices.js'
import { among, type Errors, type Panel } from './panel.js'

/** The whole: its name, where dossiers arrive, and who is told. */
export const settingsPanel: Panel = {
  show({ definition: { label, description = '', start, receipt = [] } }) {
    const papers = receipt.flatMap((one) => (one.type === 'certificate' ? [one.template] : []))
    return { label, description, start, n: noticeRows(receipt), papers }
  },

  read({ definition, templates }, _key, body) {
    const errors: Errors = {}
    const label = wordingOf(body.label, 100)
    if (label.length < 3) errors.label = t('workflows.error.label')
    const start = line(body.start, 60)
    if (!Object.hasOwn(definition.states, start)) errors.start = t('workflows.error.state')
    const papers = among(body.papers, Object.keys(definition.certificates ?? {}))
    const receipt = [
      ...papers.map((template) => ({ type: 'certificate' as const, template })),
      ...readNotices(body.n, templates, errors),
      ...(definition.receipt ?? []).filter(({ type }) => type === 'webhook'),
    ]
    const description = wordingOf(body.description, 500)
    return { operation: { type: 'settings', label, description, start, receipt }, errors }
  },
}
