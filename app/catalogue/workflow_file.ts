import { faultsOf } from '#workflow/editor/operations'
import type { Definition, Problem } from '#workflow/main'

export type WorkflowFileOutcome =
  | { type: 'read'; definition: Definition }
  /** It is no JSON, or not one of these files. */
  | { type: 'unreadable' }
  | { type: 'refused'; problems: Problem[] }

/** A workflow as one file: to keep, and to give to another commune. */
export function writeWorkflow(definition: Definition): string {
  return `${JSON.stringify({ guichet: 'circuit', definition }, null, 2)}\n`
}

/** A file from anyone. A bare definition is taken too. */
export function readWorkflow(text: string): WorkflowFileOutcome {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { type: 'unreadable' }
  }
  if (typeof given !== 'object' || given === null) return { type: 'unreadable' }
  const { definition = given } = given as { definition?: unknown }
  if (typeof definition !== 'object' || definition === null || !('states' in definition)) {
    return { type: 'unreadable' }
  }
  const problems = faultsOf(definition as Definition)
  return problems.length > 0
    ? { type: 'refused', problems }
    : { type: 'read', definition: definition as Definition }
}
