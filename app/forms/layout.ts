import type { Question } from './question.js'
import type { Layout } from './types/type.js'

/** How the control of a question stands: alone with a label, several in a fieldset, a box to tick. */
export function layoutOf({ type, spec }: Question): Layout {
  return (typeof type.layout === 'function' ? type.layout(spec) : type.layout) ?? 'field'
}
