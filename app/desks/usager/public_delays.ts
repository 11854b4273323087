import { DateTime } from 'luxon'
import type Dossier from '#dossiers/dossier'
import { delaysOf } from '#dossiers/queries/dossier_file'
import type { Definition, Final } from '#workflow/main'

/** A delay that matters to the usager, in what it means for them. */
export interface PublicDelay {
  /** They have to answer; the commune has to; the commune's clock stands still meanwhile. */
  kind: 'answer' | 'decision' | 'suspended'
  /** ISO: the last day. */
  day: string
  days: number
  /** What becomes of the demand by itself after that day. */
  then: Final | null
}

/** Only delays at whose end something happens by itself: an alert is the commune's own affair. */
export async function publicDelays(dossier: Dossier, workflow: Definition): Promise<PublicDelay[]> {
  const delays = await delaysOf(workflow, dossier.standing!, DateTime.now())
  return delays
    .filter(({ decides }) => decides)
    .flatMap(({ deadline, lastDay, days, suspended }): PublicDelay[] => {
      const spec = workflow.deadlines!.find(({ key }) => key === deadline)!
      const action = spec.do!
      const then = workflow.states[workflow.actions[action]!.to]?.final ?? null
      if (suspended) return [{ kind: 'suspended', day: lastDay, days, then }]
      if (days < 0 || !then) return []
      const kind = spec.in && dossier.holder === 'usager' ? 'answer' : 'decision'
      return [{ kind, day: lastDay, days, then }]
    })
}
