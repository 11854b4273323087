import type { Rule, Spec } from './document.js'
import type { AnswerType } from './types/type.js'

/** A question of the document, read once: what every other file of the room walks through. */
export interface Question {
  key: string
  /** Dotted, from the page on, without row numbers: `page.question`, `page.group.question`. */
  path: string
  type: AnswerType
  spec: Spec
  title: string
  /** Its title, after that of the composite question that it is a part of: what errors call it. */
  name: string
  required: boolean
  sensitive: boolean
  /** The path of the repeated group in whose rows it stands. */
  group?: string
  /** Set where the question is about the usager, so that the browser may fill it in. */
  autocomplete?: string
  rule?: Rule
  /** An explanation where the journey stops when it is shown. */
  exit: boolean
  children: Question[]
}

export interface Page {
  key: string
  title: string
  description?: string
  rule?: Rule
  questions: Question[]
}
