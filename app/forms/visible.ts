import { holds, type Lookup } from './conditions/holds.js'
import type { Answers } from './document.js'
import type { Page, Question } from './question.js'
import { isBag, isEmpty, own, type Bag } from './values.js'

export interface Row {
  group: string
  answers: Bag
}

/**
 * Hidden means absent: the answers to what is shown, and nothing else. Rules look backwards, so one
 * pass in the order of the form is enough: each rule asks what was kept before it.
 */
export function visible(pages: Page[], answers: unknown): Answers {
  const kept: Answers = {}
  for (const page of pages) {
    const given = own(answers, page.key)
    if (!isBag(given) && !computes(page.questions)) continue
    if (!holds(page.rule, lookup(kept))) continue
    keep(page.questions, isBag(given) ? given : {}, (kept[page.key] = {}), kept)
    if (!isBag(given) && isEmpty(kept[page.key])) delete kept[page.key]
  }
  return kept
}

function keep(questions: Question[], given: Bag, target: Bag, kept: Answers, row?: Row): void {
  for (const question of questions) {
    const value = valueOf(question, given, kept, row)
    if (isEmpty(value) && !(isBag(value) && computes(question.children))) continue
    if (!holds(question.rule, lookup(kept, row))) continue
    if (question.type.shape === 'value') target[question.key] = value
    if (question.type.shape === 'parts' && isBag(value)) {
      const part = (target[question.key] = {} as Bag)
      keep(question.children, value, part, kept, row)
      if (isEmpty(part)) delete target[question.key]
    }
    if (question.type.shape === 'rows' && Array.isArray(value)) {
      const rows: Bag[] = (target[question.key] = [] as Bag[])
      for (const one of value.filter(isBag)) {
        const answers: Bag = {}
        rows.push(answers)
        keep(question.children, one, answers, kept, { group: question.path, answers })
      }
      if (rows.length === 0) delete target[question.key]
    }
  }
}

/** What was given, or what follows from what is kept: a value to be computed is never taken from outside. */
function valueOf({ type, spec, key, children }: Question, given: Bag, kept: Answers, row?: Row) {
  if (type.compute) return type.compute(spec, (path) => answered(kept, path, row))
  return own(given, key) ?? (type.shape === 'parts' && computes(children) ? {} : undefined)
}

/** Whether something stands among these that needs no answer to have a value. */
function computes(questions: Question[]): boolean {
  return questions.some(
    ({ type, children }) => type.compute || (type.shape === 'parts' && computes(children))
  )
}

/** The answers at a path: one, or one of each row where it is asked from outside of them. */
function answered(kept: Answers, path: string, row?: Row): unknown[] {
  const inRow = row && path.startsWith(`${row.group}.`)
  const segments = (inRow ? path.slice(row.group.length + 1) : path).split('.')
  return collect(inRow ? row.answers : kept, segments)
}

function collect(value: unknown, [key, ...rest]: string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((row) => collect(row, [key!, ...rest]))
  const found = own(value, key!)
  if (rest.length > 0) return collect(found, rest)
  return isEmpty(found) ? [] : [found]
}

/** Paths below the group of the row are looked up in that row, all others from the top. */
export function lookup(kept: Answers, row?: Row): Lookup {
  return (path) => {
    const inRow = row && path.startsWith(`${row.group}.`)
    const segments = (inRow ? path.slice(row.group.length + 1) : path).split('.')
    return segments.reduce(own, (inRow ? row.answers : kept) as unknown)
  }
}
