import type { Spec } from '../document.js'

/** What somebody types: as a page can show it, and as the fields bring it where that is more than a text. */
export type Typed = string | { typed: string; raw: unknown }

/** A question that shows its answer type in the help. It is asked on a page `essai`, as `essai.reponse`. */
export interface Sample {
  /** Its settings and its title. */
  spec: Spec
  /** Questions that it depends on, before it. */
  before?: Record<string, Spec>
  accepted: readonly Typed[]
  /** Each is told with a message of the type. */
  refused: readonly Typed[]
}
