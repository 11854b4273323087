import { t } from '#shared/translate'
import type { OpenWorkflow } from './open_workflow.js'

/** Where a workflow stands, as a badge says it. */
export function stageOf({ draft }: Pick<OpenWorkflow, 'draft'>) {
  const name = !draft ? 'library' : !draft.live ? 'draft' : draft.isChanged ? 'live_draft' : 'live'
  const tones = { library: 'neutral', draft: 'neutral', live_draft: 'info', live: 'success' }
  const text = t(`workflows.stage.${name}`, { number: draft?.live?.number ?? 0 })
  return { name, text, tone: tones[name] }
}
