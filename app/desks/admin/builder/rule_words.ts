import { valueInWords } from '#forms/builder/sentences'
import { placeOf } from '#forms/builder/tree'
import { comparisonIn } from '#forms/conditions/holds'
import type { Condition, Document, Rule } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import { t } from '#shared/translate'

/** Conditions as sentences: « si Motif est Autre et Surface est plus grand que 10 ». */
export class RuleWords {
  constructor(private document: Document) {}

  /** '' without a condition. */
  sentence(rule: Rule | undefined): string {
    if (!rule) return ''
    const all = (rule.all ?? []).map((one) => this.#clause([one]))
    const any = grouped(rule.any ?? []).map((same) => this.#clause(same))
    const either = any.join(` ${t('builder.rule.or')} `)
    return [...all, ...(either ? [either] : [])].join(` ${t('builder.rule.and')} `)
  }

  /** Conditions that ask the same of the same question, with several answers: « est A ou B ». */
  #clause(same: Condition[]): string {
    const condition = same[0]!
    const asked = placeOf(this.document, condition.question)?.spec
    const { operator, value } = comparisonIn(condition)
    const title = quoted(asked?.title ?? condition.question)
    if (operator === 'empty') {
      return `${title} ${operatorWords(value === true ? 'empty' : 'filled', '')}`
    }
    const comparison = typeNamed(asked?.['x-question'])?.comparison ?? ''
    const values = same.map((one) => valueInWords(one, asked))
    const words = ['choice', 'list', 'text'].includes(comparison) ? values.map(quoted) : values
    return `${title} ${operatorWords(operator, comparison)} ${words.join(` ${t('builder.rule.or')} `)}`
  }
}

function grouped(conditions: Condition[]): Condition[][] {
  const groups = new Map<string, Condition[]>()
  for (const one of conditions) {
    const key = `${one.question} ${comparisonIn(one).operator}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

const quoted = (words: string) => `«\u00a0${words}\u00a0»`

/** « est », « est après le »: dates are before and after, numbers small and great. */
export function operatorWords(operator: string, comparison: string): string {
  const ordered = ['greater', 'at-least', 'less', 'at-most'].includes(operator)
  const kind = ordered && comparison === 'date' ? 'date_' : ''
  return t(`builder.operator.${kind}${operator.replace('-', '_')}`)
}
