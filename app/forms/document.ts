/** A piece of JSON Schema. */
export type JsonSchema = { [keyword: string]: unknown }

/** One comparison of a rule. `question` is a dotted path from the top: `page.question`, `page.group.question`. */
export interface Condition {
  'question': string
  'is'?: unknown
  'is-not'?: unknown
  'one-of'?: unknown[]
  'contains'?: string
  'contains-not'?: string
  'greater'?: number | string
  'at-least'?: number | string
  'less'?: number | string
  'at-most'?: number | string
  'empty'?: boolean
}

/** `x-show-if`: when a question or a page is shown. `any` and `all` may stand together: then both must hold. */
export interface Rule {
  all?: Condition[]
  any?: Condition[]
}

/** What stands in the document for a question or a page: standard keywords and the dialect's `x-` ones. */
export interface Spec {
  'type'?: string
  'title'?: string
  'description'?: string
  'properties'?: Record<string, Spec>
  'items'?: Spec
  'required'?: string[]
  'x-question'?: string
  'x-order'?: string[]
  'x-show-if'?: Rule
  'x-sensitive'?: boolean
  'x-message'?: string | Record<string, string>
  'x-autocomplete'?: boolean | string
  'x-role'?: ContactRole
  /** An address may bring the answer along: `?page.question=value`. */
  'x-prefill'?: boolean
  [keyword: string]: unknown
}

export type ContactRole = 'contact-email' | 'contact-name' | 'contact-phone'

/** The form of a démarche: its top-level object properties are the pages, in `x-order`. */
export interface Document extends Spec {
  'type': 'object'
  'properties': Record<string, Spec>
  /** A short form: its pages are sections of one, filled in together. */
  'x-single-page'?: boolean
}

/** Answers by page, then by question. What was not answered is absent. */
export type Answers = Record<string, Record<string, unknown>>

/** What a body parser made of the `f[…]` fields: strings, arrays, objects, at any depth, from anyone. */
export type Raw = Record<string, unknown>

/** The named lists of a commune (its schools, its rooms), for questions with an `x-options-from`. */
export type Lists = Record<string, { const: string; title: string; description?: string }[]>

/** An uploaded file as the room shows it. `size` in bytes, `type` a media type. */
export interface Piece {
  id: string
  name: string
  size: number
  type: string
  url?: string
}

/** By piece id. */
export type Pieces = Record<string, Piece>
