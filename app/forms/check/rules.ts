import { comparisonIn } from '../conditions/holds.js'
import { OPERATORS } from '../conditions/operators.js'
import { isRealDate } from '../calendar.js'
import { options } from '../controls/option.js'
import type { Rule } from '../document.js'
import type { Page, Question } from '../question.js'
import { say } from '../say.js'
import { isBag } from '../values.js'
import type { Report } from './problem.js'

const MOST_CONDITIONS = 20

/** Rules look backwards, at questions that exist, and ask them what they can be asked. */
export function checkRules(pages: Page[], report: Report): void {
  const before = new Map<string, Question>()
  for (const page of pages) {
    const at = ['properties', page.key]
    checkRule(page.rule, page.title, undefined, before, at, report)
    visit(page.questions, at, before, report)
  }
}

function visit(questions: Question[], at: string[], before: Map<string, Question>, report: Report) {
  for (const question of questions) {
    const here = [...at, 'properties', question.key]
    checkRule(question.rule, question.title, question.group, before, here, report)
    before.set(question.path, question)
    const below = question.type.shape === 'rows' ? [...here, 'items'] : here
    visit(question.children, below, before, report)
  }
}

function checkRule(
  rule: Rule | undefined,
  title: string,
  group: string | undefined,
  before: Map<string, Question>,
  at: string[],
  report: Report
): void {
  if (rule === undefined) return
  const here = [...at, 'x-show-if']
  const lists: unknown[] = isBag(rule) ? Object.values(rule) : []
  const known = isBag(rule) && Object.keys(rule).every((key) => key === 'all' || key === 'any')
  const fine = lists.length > 0 && lists.every((list) => Array.isArray(list) && list.length > 0)
  const conditions = lists.flat()
  if (!known || !fine || conditions.length > MOST_CONDITIONS) {
    return report(here, say('forms.check.rule_shape', { title }))
  }
  for (const condition of conditions) {
    const wrong = wrongIn(condition, group, before)
    if (wrong) report(here, say(wrong, { title }))
  }
}

function wrongIn(condition: unknown, group: string | undefined, before: Map<string, Question>) {
  if (!isBag(condition) || Object.keys(condition).length !== 2) return 'forms.check.rule_shape'
  const path = condition.question
  const target = typeof path === 'string' ? before.get(path) : undefined
  if (!target || target.type.shape === 'none') return 'forms.check.rule_backwards'
  // From outside a row there is no telling which row is meant.
  if (target.group && target.group !== group) return 'forms.check.rule_row'
  const { operator, value } = comparisonIn(condition as never)
  if (operator === 'empty') return typeof value === 'boolean' ? undefined : 'forms.check.rule_value'
  const known = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (!known?.asks.includes(target.type.comparison ?? 'presence'))
    return 'forms.check.rule_operator'
  const values = operator === 'one-of' ? value : [value]
  if (!Array.isArray(values) || values.length === 0) return 'forms.check.rule_value'
  return values.every((one) => canBe(target, one)) ? undefined : 'forms.check.rule_value'
}

function canBe({ type, spec }: Question, value: unknown): boolean {
  // What a list of the commune will hold is not known yet.
  if (spec['x-options-from'] !== undefined) return typeof value === 'string'
  switch (type.comparison) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && isRealDate(value)
    case 'choice':
      return options(spec).some((option) => option.value === value)
    case 'list':
      return options(spec.items ?? {}).some((option) => option.value === value)
    default:
      return typeof value === 'string' && value.length <= 255
  }
}
