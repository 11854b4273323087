import type { Clause, Definition, Facts } from '#workflow/main'

/** The rules of a workflow that look at answers, and what an answer that suits each would be. */
export function ruledAnswers({ routing = [], actions }: Definition) {
  return routing.flatMap(({ when, do: action }, index) => {
    const clauses = [...(when?.all ?? []), ...(when?.any ?? []).slice(0, 1)]
    if (clauses.length === 0) return []
    const facts = Object.assign({}, ...clauses.map(answerTo)) as Facts
    return [{ value: String(index), facts, action: actions[action]?.label ?? action }]
  })
}

/** An answer by which the clause holds; none where it wants none. */
function answerTo(clause: Clause): Facts {
  const { question } = clause
  if (clause.empty) return {}
  if ('is' in clause) return { [question]: clause.is }
  if ('one-of' in clause) return { [question]: [clause['one-of']].flat()[0] }
  if ('contains' in clause) return { [question]: [clause.contains] }
  if ('at-least' in clause) return { [question]: clause['at-least'] }
  if ('at-most' in clause) return { [question]: clause['at-most'] }
  if ('greater' in clause) return { [question]: beyond(clause.greater, 1) }
  if ('less' in clause) return { [question]: beyond(clause.less, -1) }
  if ('contains-not' in clause) return { [question]: ['—'] }
  return { [question]: '—' }
}

function beyond(value: unknown, by: number): unknown {
  return typeof value === 'number' ? value + by : by > 0 ? `${value}\uffff` : ''
}
