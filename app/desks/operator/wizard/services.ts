import { READY_SERVICES } from '#desks/operator/ready_services'
import { type Errors, isEmail, line, outcome, type Step } from '#desks/operator/wizard/step'
import { t } from '#shared/translate'

/** How many services of its own a commune adds here; the others in its administration. */
const OWN = 3

/** To whom dossiers are handed: ticked in a list, each with an address of its own or the common one. */
export const services: Step = {
  path: 'services',
  isDone: ({ services: known }) => known !== undefined,

  fields({ services: known }) {
    const addressOf = (name: string) =>
      known?.chosen.find((one) => one.name === name && one.email !== known.mailbox)?.email ?? ''
    const own = (known?.chosen ?? []).filter(({ name }) => !READY_SERVICES.includes(name))
    return {
      mailbox: known?.mailbox ?? '',
      services: known?.chosen.map(({ name }) => name) ?? [],
      emails: READY_SERVICES.map(addressOf),
      own_names: own.map(({ name }) => name),
      own_emails: own.map(({ name }) => addressOf(name)),
    }
  },

  async show() {
    return { ready: READY_SERVICES, own: Array.from({ length: OWN }, (_, index) => index) }
  },

  async take(body, { answers }) {
    const errors: Errors = {}
    const mailbox = line(body.mailbox).toLowerCase()
    if (!isEmail(mailbox)) errors.mailbox = t('operator.services.mailbox_wrong')

    const ticked = new Set(listOf(body.services))
    const rows = [
      ...READY_SERVICES.map((name, index) => ({
        name: ticked.has(name) ? name : '',
        email: listOf(body.emails)[index],
        field: `email-${index}`,
      })),
      ...Array.from({ length: OWN }, (_, index) => ({
        name: line(listOf(body.own_names)[index], 100),
        email: listOf(body.own_emails)[index],
        field: `own-email-${index}`,
      })),
    ].filter(({ name }) => name)
    for (const { email, field, name } of rows) {
      if (line(email) && !isEmail(line(email))) {
        errors[field] = t('operator.services.email_wrong', { name })
      }
    }
    const names = rows.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice) errors['own-name-0'] = t('operator.services.twice', { name: twice })
    if (rows.length === 0) errors['service-0'] = t('operator.services.none')

    return outcome(errors, () => ({
      ...answers,
      services: {
        mailbox,
        chosen: rows.map(({ name, email }) => ({
          name,
          email: line(email).toLowerCase() || mailbox,
        })),
      },
    }))
  },
}

export function listOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  return all.map((one) => (typeof one === 'string' ? one : ''))
}
