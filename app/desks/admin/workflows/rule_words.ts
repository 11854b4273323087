import { comparisonIn } from '#forms/conditions/holds'
import { valueInWords } from '#forms/builder/sentences'
import type { Condition as FormCondition } from '#forms/main'
import { operatorWords } from '#desks/admin/builder/rule_words'
import { t } from '#shared/translate'
import type { Around } from './panels/panel.js'
import { listed, quoted, type Reads } from './words.js'

/** Reads the conditions of a rule with the titles and the options of the forms around. */
export function readsWith({ askables, specOf }: Pick<Around, 'askables' | 'specOf'>): Reads {
  const clause = (condition: FormCondition) => {
    const asked = askables.find(({ path }) => path === condition.question)
    const title = quoted(asked?.title ?? condition.question)
    const { operator, value } = comparisonIn(condition)
    if (operator === 'empty') return `${title} ${operatorWords(value ? 'empty' : 'filled', '')}`
    const words = operatorWords(operator, asked?.comparison ?? '')
    return `${title} ${words} ${quoted(valueInWords(condition, specOf(condition.question)))}`
  }
  return ({ all = [], any = [] }) => {
    const every = (all as unknown as FormCondition[]).map(clause)
    const some = listed((any as unknown as FormCondition[]).map(clause))
    return [...every, ...(some ? [some] : [])].join(` ${t('workflows.words.and')} `)
  }
}
