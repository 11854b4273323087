import { AssignDossier } from '#dossiers/actions/assign_dossier'
import { namesOf } from '#dossiers/assignees'
import Dossier from '#dossiers/dossier'
import { isUuid } from '#shared/matchers'
import { t } from '#shared/translate'
import type { Actor } from '#workflow/main'

interface Posted {
  dossierId: string
  /** An account, or nobody: as the form sends it. */
  to: unknown
  /** Who had it when the page was made; where it says nothing, that does not matter. */
  from: unknown
  by: Actor
}

interface Said {
  tone: 'success' | 'error'
  text: string
}

/** Gives one dossier to somebody as a page asks for it. @returns what whoever asked is told */
export async function assignPosted({ dossierId, to, from, by }: Posted): Promise<Said> {
  const accountId = account(to)
  if (accountId === undefined) return { tone: 'error', text: t('work.assign.nobody_chosen') }
  const expected = account(from)
  const outcome = await new AssignDossier().handle({
    dossierIds: [dossierId],
    accountId,
    by,
    ...(expected === undefined ? {} : { from: expected }),
  })
  if (outcome.type === 'not-an-agent' || outcome.refused.length > 0) {
    return { tone: 'error', text: t('work.assign.refused') }
  }
  const { assigneeId } = await Dossier.findOrFail(dossierId)
  const who = assigneeId ? ((await namesOf([assigneeId])).get(assigneeId) ?? '') : ''
  if (outcome.overtaken.length > 0) {
    const kind = assigneeId ? 'taken' : 'free'
    return { tone: 'error', text: t('work.assign.overtaken', { kind, who }) }
  }
  if (!assigneeId) return { tone: 'success', text: t('work.assign.given_back') }
  const key = assigneeId === by.id ? 'work.assign.mine' : 'work.assign.given'
  return { tone: 'success', text: t(key, { who }) }
}

/** An id, null for `personne`, undefined for anything else. */
function account(posted: unknown): string | null | undefined {
  if (posted === 'personne') return null
  return typeof posted === 'string' && isUuid(posted) ? posted : undefined
}
