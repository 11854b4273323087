import type { Pieces } from '../document.js'
import type { Question } from '../question.js'

/** What the theme needs to know beyond what RJSF hands it; RJSF carries it as `formContext`. */
export interface RenderContext {
  question(path: string): Question | undefined
  /** Whether the question at this path, with row numbers, is shown. */
  isShown(path: string): boolean
  pieces: Pieces
}
