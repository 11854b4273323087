import type Demarche from '#catalogue/demarche'
import type { OpenDraft } from '#catalogue/drafts'
import { t } from '#shared/translate'

/** Where a démarche stands, as a badge says it. */
export function stageOf(demarche: Demarche, draft: OpenDraft) {
  const state = nameOf(demarche, draft)
  const tones = { draft: 'neutral', closed: 'warning', live_draft: 'info', live: 'success' }
  return { name: state, text: t(`builder.state.${state}`), tone: tones[state] }
}

function nameOf({ versionId, closedAt }: Demarche, { isChanged }: OpenDraft) {
  if (versionId === null) return 'draft'
  if (closedAt !== null) return 'closed'
  return isChanged ? 'live_draft' : 'live'
}
