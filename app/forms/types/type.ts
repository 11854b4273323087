import type { ReactNode } from 'react'
import type { JsonSchema, Lists, Pieces, Spec } from '../document.js'
import type { Question } from '../question.js'
import type { MessageKey } from '../say.js'
import type { Option } from '../controls/option.js'

/** What went wrong, independent of ajv's words: the keyword, or the name of one of our own rules. */
export type RuleName = string

/** What stands around a question in its document. */
export interface Surroundings {
  document: Spec
  /** The questions before it, by path. */
  before: Map<string, Question>
}

/** What an answer is judged by: the day, `YYYY-MM-DD`, and the commune's lists. */
export interface Clock {
  today: string
  lists?: Lists
  /** Filled in by an agent for somebody, who may have no address to be written to. */
  assisted?: boolean
}

/** A rule that JSON Schema cannot say. */
export type Judge = (value: never, params: never, clock: Clock) => boolean

/** What a control is given. It reads `value` once: what was typed before hydration stays. */
export interface ControlProps {
  question: Question
  /** Dotted, with row numbers. */
  path: string
  id: string
  /** `f[page][question]`; a control of several fields appends `[part]` or `[]`. */
  name: string
  value: unknown
  pieces: Pieces
  describedBy?: string
  invalid: boolean
  autoComplete?: string
  /** Takes the same shapes as a posted form would bring. */
  onRaw: (raw: unknown) => void
  /** Where files go one by one; without it they are posted with their page. */
  uploads?: Uploads
}

/** A file on its way to the server. */
export interface Upload {
  key: string
  name: string
  /** 0 to 100. */
  percent: number
}

export interface Uploads {
  /** Those of a question, by its path. */
  of(path: string): Upload[]
  send(path: string, files: File[]): void
  cancel(key: string): void
}

/** What a show-if may ask of an answer. */
export type Comparison = 'text' | 'choice' | 'list' | 'number' | 'date' | 'boolean' | 'presence'

export type Layout = 'field' | 'set' | 'tick' | 'hidden'

export type Cell = string | number | boolean | null

/**
 * All the sides of an answer type. A type holds one value, is made of parts (other questions under one
 * heading), holds rows of questions, or holds nothing and is only shown.
 */
export interface AnswerType {
  name: string
  label: MessageKey
  shape: 'value' | 'parts' | 'rows' | 'none'
  /** Dialect keywords that it understands beyond the common ones. */
  keywords?: readonly string[]
  comparison?: Comparison
  sensitive?: boolean
  /** Only a part of others: no document asks for it by name. */
  isPart?: boolean
  /** Several values in one answer. */
  multiple?: boolean
  /** What someone declares, agrees to or signs: nobody else gives it for them. */
  isOwn?: boolean

  /** The standard JSON Schema of an answer. */
  schema?(spec: Spec): JsonSchema
  /** The questions it is made of, or those of each row of a ready group, in the dialect. */
  parts?(spec: Spec): Spec
  /** Of a ready group: what a row is called, and the button for one more. */
  rowTitle?: MessageKey
  addTitle?: MessageKey
  /** Its settings with the options of a named list. */
  withOptions?(spec: Spec, options: Lists[string]): Spec
  /** What one chooses from. */
  options?(spec: Spec): Option[]
  /** What is wrong with its settings, for the person who writes the form. */
  check?(spec: Spec): string | undefined
  /** What is wrong with a question where it stands, in a sentence that names it. */
  checkPlace?(question: Question, surroundings: Surroundings): string | undefined
  /** What others need to know of its settings (the upload room, for files). */
  settings?(spec: Spec): Record<string, unknown>

  /**
   * 'field': one control with a label; 'set': several in a fieldset; 'tick': a box before its label;
   * 'hidden': what nobody sees.
   */
  layout?: Layout | ((spec: Spec) => Layout)
  control?(props: ControlProps): ReactNode
  /** Of a type with parts: what a script makes of its frame, `data-enhance`. */
  enhance?: string
  /** Appended to the DOM id: the control that takes the focus. */
  focus?(spec: Spec): string
  /** Its `autocomplete` token, used where the question is about the usager. */
  autocomplete?: string
  /** From a form field; `undefined` when nothing was given. What cannot be read is kept as it was typed. */
  decode?(raw: unknown, spec: Spec): unknown

  /**
   * Of what follows from other answers: its value, from those that are kept before it. Such a question is
   * shown, never asked.
   */
  compute?(spec: Spec, answered: (path: string) => unknown[]): unknown
  /** The paths of the questions that `compute` looks at. */
  operands?(spec: Spec): string[]

  /** For people: summary, mail, PDF. */
  text?(value: unknown, spec: Spec): string
  /** Where it is on a map, in degrees of WGS 84. */
  point?(value: unknown): { lat: number; lon: number } | undefined
  /** What was drawn by hand: the `d` of an SVG path, as `strokes` has it. */
  strokes?(value: unknown): string | undefined
  /** For a spreadsheet; the text when missing. */
  cell?(value: unknown, spec: Spec): Cell
  /** What may stay for statistics once the person is forgotten; nothing when missing. */
  anonymise?(value: unknown, spec: Spec): unknown

  /** Called with strings, and with objects where the type has parts. */
  judges?: Record<RuleName, Judge>
  /** A limit of one of its rules as a message tells it: `minimum`, `not-after`… */
  limit?(value: unknown, clock: Clock): string
  messages?: Partial<Record<RuleName, MessageKey>>
}
