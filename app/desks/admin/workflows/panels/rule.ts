import { readCondition, showCondition } from '#forms/builder/sentences'
import type { Condition as FormCondition } from '#forms/main'
import { line, own } from '#forms/values'
import {
  conditionIn,
  incomplete,
  modeIn,
  rowOf,
  type RuleRow,
  type Typed,
  typedRows,
} from '#desks/admin/builder/rule_form'
import type { Clause, Condition, RoutingRule } from '#workflow/main'
import { inputFields, readInputs, shownInput } from './inputs.js'
import { type Around, type Errors, type Panel, type Values } from './panel.js'

const BLANK: Typed = { question: '', operator: '', value: '' }

/** What the system does by itself at the submission, when the answers say so. */
export const rulePanel: Panel = {
  show({ definition, specOf }, key) {
    const { when, do: action, with: input } = definition.routing![Number(key)]!
    const clauses = clausesOf(when) as unknown as FormCondition[]
    return {
      r: {
        mode: when?.any ? 'any' : 'all',
        rows: clauses.map((one) => showCondition(one, specOf(one.question))),
      },
      do: action,
      with: shownInput(input),
    }
  },

  read(around, key, body) {
    const errors: Errors = {}
    const { definition } = around
    const old = definition.routing![Number(key)]!
    const clauses = typedRows(body.r)
      .filter((row) => row.question !== '')
      .map((row) => clauseIn(around, row, old.when))
    if (clauses.includes(undefined)) errors.conditions = incomplete()
    const known = clauses.filter((clause) => clause !== undefined)
    const asked = line(body.do, 60)
    const action = Object.hasOwn(definition.actions, asked) ? asked : old.do
    const when = isMixed(old.when)
      ? { when: old.when }
      : known.length > 0
        ? { when: { [modeIn(body.r)]: known } as Condition }
        : {}
    const input = readInputs(inputFields(around, action), body.with, definition, action)
    const value: RoutingRule = { ...when, do: action, ...input }
    return { operation: { type: 'edit', part: 'routing', key, value }, errors }
  },
}

/** The conditions as rows of fields; one that looks at a question no form asks is shown as it is. */
export function ruleRows(
  { askables }: Around,
  values: Values
): (RuleRow & { isUnknown: boolean })[] {
  return typedRows(values.r).map((row) => {
    const isUnknown = row.question !== '' && !askables.some(({ path }) => path === row.question)
    const shown = rowOf(row, askables)
    if (!isUnknown) return { ...shown, isUnknown }
    const questions = [...shown.questions, { value: row.question, label: row.question }]
    return { ...shown, questions, isUnknown }
  })
}

/** The rows as they were typed, after a button among them: `add`, `remove-1`. */
export function pressedRow(body: Values): Values | null {
  const list = typedRows(body.r)
  const go = line(body.go, 20)
  const found = /^remove-(\d{1,2})$/.exec(go)
  if (go !== 'add' && go !== 'refresh' && !found) return null
  const rows = go === 'add' ? [...list, BLANK] : found ? list.toSpliced(Number(found[1]), 1) : list
  return { ...body, r: { mode: modeIn(body.r), rows } }
}

export const isMixed = (when: Condition | undefined) =>
  when?.all !== undefined && when.any !== undefined

function clausesOf(when: Condition | undefined): Clause[] {
  return [...(when?.all ?? []), ...(when?.any ?? [])]
}

/** What looks at a question that no form asks any more stays as it was, as long as it is not touched. */
function clauseIn(
  { askables }: Around,
  row: Typed,
  before: Condition | undefined
): Clause | undefined {
  const asked = askables.find(({ path }) => path === row.question)
  if (!asked) return clausesOf(before).find(({ question }) => question === row.question)
  return (conditionIn(row, askables) ?? readCondition(row, asked)) as Clause | undefined
}

export const wasIn = (body: Values) => own(body.r, 'rows') !== undefined
