import type { Answers } from './document.js'
import { domId } from './paths.js'
import type { Page, Question } from './question.js'
import { rowTitle } from './row_title.js'
import type { RuleName } from './types/type.js'
import { own } from './values.js'
import type { AjvError } from './validator.js'

/** An error of ajv, brought back to the question that it is about. */
export interface Located {
  path: string
  question: Question
  /** What the question is called, its row included: « Enfant 2 – Prénom ». */
  name: string
  rule: RuleName
  /** One of our own rules, not one of JSON Schema. */
  isOwnRule: boolean
  params: Record<string, unknown>
  /** Where it stands in the form: the page, the question, the row, the question in the row… */
  position: number[]
}

export function locate(pages: Page[], answers: Answers, error: AjvError): Located | undefined {
  if (error.keyword === 'if') return undefined
  const [key, ...rest] = pointer(error)
  const page = pages.findIndex((one) => one.key === key)
  if (page === -1) return undefined
  const position = [page]
  const path = [key!]
  const rows: string[] = []
  let value: unknown = own(answers, key!)
  let question: Question | undefined
  let siblings = pages[page]!.questions
  for (const segment of rest) {
    if (question?.type.shape === 'value') break
    if (question?.type.shape === 'rows' && /^\d+$/.test(segment)) {
      rows.push(rowTitle(question, Number(segment)))
      position.push(Number(segment))
      value = Array.isArray(value) ? value[Number(segment)] : undefined
    } else {
      const place = siblings.findIndex((one) => one.key === segment)
      if (place === -1) break
      question = siblings[place]!
      siblings = question.children
      position.push(place)
      value = own(value, segment)
    }
    path.push(segment)
  }
  if (!question) return undefined
  return {
    path: path.join('.'),
    question,
    name: [...rows, question.name].join(' – '),
    position,
    params: error.params,
    isOwnRule: error.keyword === 'x-rule',
    rule: ruleOf(error, value),
  }
}

/** The control that takes the focus when this question is in error. */
export function focusId(question: Question, path: string): string {
  const first = question.children.find(({ type }) => type.shape !== 'none')
  if (question.type.shape === 'rows') return `${domId(path)}-add`
  if (question.type.shape === 'parts' && first) return focusId(first, `${path}.${first.key}`)
  return domId(path) + (question.type.focus?.(question.spec) ?? '')
}

function pointer({ instancePath, params }: AjvError): string[] {
  const segments = instancePath.split('/').slice(1)
  const missing = params.missingProperty
  if (typeof missing === 'string') segments.push(missing)
  return segments.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function ruleOf({ keyword, params }: AjvError, value: unknown): RuleName {
  if (keyword === 'x-rule') return String(params.rule)
  if (keyword === 'type' && params.type === 'integer' && typeof value === 'number') return 'integer'
  return keyword
}
