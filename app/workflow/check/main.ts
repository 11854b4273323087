import type { Definition } from '../definition.js'
import { actionProblems, noticeProblems } from './actions.js'
import { deadlineProblems } from './deadlines.js'
import { explore } from './explore.js'
import { formProblems } from './forms.js'
import { loopProblems } from './loops.js'
import { pathProblems } from './paths.js'
import type { CheckContext, Problem } from './problem.js'
import { outsideProblems, referenceProblems } from './references.js'
import { shapeProblems } from './shape.js'

/**
 * What is wrong in a definition, whoever wrote it; `[]` when it may be published. Each stage
 * needs the one before: what has not the right shape is not read further.
 */
export function check(definition: Definition, context: CheckContext = {}): Problem[] {
  const shape = shapeProblems(definition)
  if (shape.length) return shape
  const references = referenceProblems(definition)
  if (references.length) return references

  const local = [
    ...outsideProblems(definition, context),
    ...formProblems(definition),
    ...actionProblems(definition),
    ...deadlineProblems(definition),
  ]
  if (local.length) return local
  const exploration = explore(definition)
  return [
    ...pathProblems(definition, exploration),
    ...loopProblems(definition, exploration),
    ...noticeProblems(definition, exploration),
  ]
}
