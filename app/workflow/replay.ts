import { advance } from './advance.js'
import type { Definition } from './definition.js'
import type { Entry, Standing } from './standing.js'

/** Rebuilds a standing from the journal alone, its lines in the order in which they were written. */
export function replay(definition: Definition, entries: Entry[]): Standing | null {
  return entries.reduce<Standing | null>(
    (standing, entry) => advance(definition, standing, entry),
    null
  )
}
