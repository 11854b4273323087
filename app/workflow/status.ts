import { inOrder } from './compiled.js'
import type { Definition, Final } from './definition.js'
import type { Entry, Standing } from './standing.js'

export interface PublicStatus {
  label: string
  final: Final | null
  /** `attention`: the usager has something to do. */
  tone: 'positive' | 'negative' | 'neutral' | 'attention'
}

const toneOfFinal = { accepted: 'positive', refused: 'negative', dropped: 'neutral' } as const

/** Where the dossier stands, in the usager's words. */
export function publicStatus(definition: Definition, standing: Standing): PublicStatus {
  const { label, usager = label, final = null, holder } = definition.states[standing.state]!
  const service = standing.serviceLabel ?? 'un service'
  return {
    label: usager.replaceAll('{service}', () => service),
    final,
    tone: final ? toneOfFinal[final] : holder === 'usager' ? 'attention' : 'neutral',
  }
}

/** The agents' word for a state; a state that is not declared is shown by its key. */
export function stateLabel(definition: Definition, state: string): string {
  return Object.hasOwn(definition.states, state) ? definition.states[state]!.label : state
}

/** `[{state, final}]`, in the order in which people read them. */
export function finals(definition: Definition): { state: string; final: Final }[] {
  return inOrder(definition.states, definition.order?.states).flatMap((state) => {
    const { final } = definition.states[state]!
    return final ? [{ state, final }] : []
  })
}

export function isClosed(standing: Standing, definition: Definition): boolean {
  return definition.states[standing.state]!.final !== undefined
}

/** What the usager may read of a line of the journal; null when it is none of theirs. */
export function publicEntry(entry: Entry): Pick<Entry, 'type' | 'label' | 'at' | 'data'> | null {
  if (!entry.public) return null
  const data = Object.fromEntries(entry.publicKeys.map((key) => [key, entry.data[key]]))
  return { type: entry.type, label: entry.label, at: entry.at, data }
}
