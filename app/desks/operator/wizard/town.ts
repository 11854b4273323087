import { findTowns, townOf } from '#desks/operator/towns'
import { line, outcome, type Step } from '#desks/operator/wizard/step'
import { communesOf } from '#desks/operator/queries/communes'
import { t } from '#shared/translate'

/** Which commune: found in the State's list or, for Belgium, typed with its NIS code. */
export const town: Step = {
  path: 'commune',
  isDone: ({ town: known }) => known !== undefined,
  fields: ({ town: known }) =>
    known?.country === 'BE' ? { belgian_name: known.name, belgian_code: known.code } : {},

  async show({ answers }, { q = '' }) {
    const sought = q.trim().slice(0, 100)
    return { q: sought, chosen: answers.town ?? null, found: await findTowns(sought) }
  },

  async take(body, { answers }) {
    if (body.country !== 'BE') return ofFrance(line(body.code, 5), answers)
    const name = line(body.belgian_name, 100)
    const code = line(body.belgian_code, 5)
    const errors = {
      ...(name.length < 2 && { belgian_name: t('operator.town.name_missing') }),
      ...(!/^[1-9]\d{4}$/.test(code) && { belgian_code: t('operator.town.code_wrong') }),
      ...((await isKnown(code)) && { belgian_code: t('operator.town.known') }),
    }
    return outcome(errors, () => ({
      ...changed(answers, code),
      town: { country: 'BE', name, code, where: t('operator.town.belgium') },
    }))
  },
}

async function ofFrance(code: string, answers: Parameters<Step['fields']>[0]) {
  const found = await townOf(code)
  const errors = {
    ...(!found && { q: t('operator.town.none_chosen') }),
    ...((await isKnown(code)) && { q: t('operator.town.known') }),
  }
  return outcome(errors, () => {
    const { name, department, postcodes } = found!
    const where = [department, postcodes.slice(0, 2).join(', ')].filter(Boolean).join(' · ')
    return { ...changed(answers, code), town: { country: 'FR' as const, name, code, where } }
  })
}

/** Of another commune, another address: what follows from the name is asked again. */
function changed(answers: Parameters<Step['fields']>[0], code: string) {
  const { address, demarches, ...rest } = answers
  return answers.town?.code === code ? answers : rest
}

async function isKnown(code: string) {
  return code !== '' && (await communesOf(code)).length > 0
}
