import { askableFor, readCondition, showCondition, type Askable } from '#forms/builder/sentences'
import { placeOf } from '#forms/builder/tree'
import type { Condition, Document, Rule } from '#forms/main'
import { isBag, line, own, rows as listOf } from '#forms/values'
import { t } from '#shared/translate'
import { operatorWords } from './rule_words.js'

/** A condition as its three fields hold it. */
export interface Typed {
  question: string
  operator: string
  value: string
}

export interface RuleForm {
  mode: 'all' | 'any'
  rows: RuleRow[]
  /** Some row cannot be understood yet: it is not kept. */
  isIncomplete: boolean
  /** It says « all of these, and one of those »: more than these fields can. */
  isMixed: boolean
  /** Nothing stands before, so that there is nothing to look at. */
  isAlone: boolean
}

export interface RuleRow extends Typed {
  questions: { value: string; label: string }[]
  operators: { value: string; label: string }[]
  options?: { value: string; label: string }[]
  /** Whether its operator needs a value. */
  hasValue: boolean
  isDate: boolean
}

/** The condition of a page or question as fields: what is kept, or what was just typed. */
export function ruleForm(
  document: Document,
  path: string,
  typed?: unknown,
  more = false
): RuleForm {
  const askable = askableFor(document, path)
  const rule = placeOf(document, path)?.spec['x-show-if']
  const given = typed === undefined ? shown(document, rule) : typedRows(typed)
  const mode = typed === undefined ? (rule?.any ? 'any' : 'all') : modeIn(typed)
  const rows = more ? [...given, { question: '', operator: '', value: '' }] : given
  return {
    mode,
    rows: rows.map((row) => rowOf(row, askable)),
    isIncomplete: given.some((row) => !conditionIn(row, askable)),
    isMixed: rule?.all !== undefined && rule.any !== undefined,
    isAlone: askable.length === 0,
  }
}

/**
 * The rule that was typed; `undefined` as long as a row is not whole, `null` without a row.
 *
 * @param without the number of a row that goes
 */
export function readRule(
  document: Document,
  path: string,
  typed: unknown,
  without?: number
): Rule | null | undefined {
  const askable = askableFor(document, path)
  const typedIn = typedRows(typed)
  const rows = without === undefined ? typedIn : typedIn.toSpliced(without, 1)
  if (rows.length === 0) return null
  const conditions = rows.map((row) => conditionIn(row, askable))
  if (conditions.includes(undefined)) return undefined
  return { [modeIn(typed)]: conditions as Condition[] }
}

/** The rows without one of them, as they were typed. */
export function typedWithout(typed: unknown, without: number): unknown {
  return { mode: modeIn(typed), rows: typedRows(typed).toSpliced(without, 1) }
}

function shown(document: Document, rule: Rule | undefined): Typed[] {
  const conditions = [...(rule?.all ?? []), ...(rule?.any ?? [])]
  return conditions.map((one) => showCondition(one, placeOf(document, one.question)?.spec))
}

export function typedRows(typed: unknown): Typed[] {
  return listOf(own(typed, 'rows'), 20).map((row) => {
    const question = line(own(row, 'question'), 400)
    // What was picked for another question says nothing about this one.
    const isSame = [question, undefined].includes(own(row, 'was') as string | undefined)
    return {
      question,
      operator: isSame ? line(own(row, 'operator'), 20) : '',
      value: isSame ? line(own(row, 'value'), 255) : '',
    }
  })
}

export function modeIn(typed: unknown): 'all' | 'any' {
  return isBag(typed) && typed.mode === 'any' ? 'any' : 'all'
}

export function conditionIn(row: Typed, askable: Askable[]): Condition | undefined {
  const asked = askable.find(({ path }) => path === row.question)
  return readCondition({ ...row, operator: operatorOf(row, asked) }, asked)
}

/** The first that suits, as long as none is chosen that does: one choice less to make. */
function operatorOf({ operator }: Typed, asked: Askable | undefined): string {
  if (operator === 'one-of' || asked?.operators.includes(operator)) return operator
  return asked?.operators[0] ?? ''
}

export function rowOf(row: Typed, askable: Askable[]): RuleRow {
  const asked = askable.find(({ path }) => path === row.question)
  const operator = operatorOf(row, asked)
  const known = asked?.operators ?? []
  const operators = operator === 'one-of' ? [...known, 'one-of'] : known
  return {
    ...row,
    operator,
    questions: askable.map(({ path, title, page }) => ({
      value: path,
      label: `${title} (${page})`,
    })),
    operators: operators.map((value) => ({
      value,
      label: operatorWords(value, asked?.comparison ?? ''),
    })),
    ...(asked?.options &&
      operator !== 'one-of' && {
        options: asked.options.map(({ value, title }) => ({ value, label: title })),
      }),
    hasValue: asked !== undefined && operator !== 'filled' && operator !== 'empty',
    isDate: asked?.comparison === 'date',
  }
}

/** What is said of a rule that is not whole. */
export const incomplete = () => t('builder.rule.incomplete')
