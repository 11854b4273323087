import { isEmail, line, outcome, type Step } from '#desks/operator/wizard/step'
import { t } from '#shared/translate'

/** Who administers the commune first; they invite the others. */
export const admin: Step = {
  path: 'administrateur',
  isDone: ({ admin: known }) => known !== undefined,
  fields: ({ admin: known }) => ({ ...known }),
  async show() {
    return {}
  },
  async take(body, { answers }) {
    const name = line(body.name, 100)
    const email = line(body.email).toLowerCase()
    const errors = {
      ...(name.length < 2 && { name: t('operator.admin.name_missing') }),
      ...(!isEmail(email) && { email: t('operator.admin.email_wrong') }),
    }
    return outcome(errors, () => ({ ...answers, admin: { name, email } }))
  },
}
