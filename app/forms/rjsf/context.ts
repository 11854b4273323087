import type { Pieces } from '../document.js'
import type { Page, Question } from '../question.js'
import type { Uploads } from '../types/type.js'

/** What the theme needs to know beyond what RJSF hands it; RJSF carries it as `formContext`. */
export interface RenderContext {
  /** Changes with what is shown and computed: RJSF compares contexts by their data, not by functions. */
  state: string
  question(path: string): Question | undefined
  /** Whether each page says that it was on the screen, `pages[]`. */
  isCorrection: boolean
  /** The page of this key, where pages are sections of one sheet. */
  page(key: string): Page | undefined
  /** Whether the page or the question at this path, with row numbers, is shown. */
  isShown(path: string): boolean
  /** What follows from the answers, at the path of a question that is computed. */
  computed(path: string): unknown
  pieces: Pieces
  uploads?: Uploads
}
