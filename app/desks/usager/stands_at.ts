import type { Held } from './held.js'
import { draftPath, pagePath } from './paths.js'

/** Where a draft is to be gone on with: its first page that is not complete, or the check. */
export function standsAt({ dossier, version }: Held): string {
  const { firstInvalid } = version.form.journey(dossier.answers, dossier.clock())
  return firstInvalid ? pagePath(dossier.id, firstInvalid) : draftPath(dossier.id, 'verifier')
}
