import type { DateTime } from 'luxon'
import {
  type Definition,
  type Entry,
  isClosed,
  publicStatus,
  stateLabel,
  type Step,
} from '#workflow/main'
import { nextDates } from '#dossiers/calendar'
import type Dossier from '#dossiers/dossier'
import { addSteps, enteredBy } from '#dossiers/journal'
import { runAfter } from '#dossiers/promised_mails'
import { addNews } from '#dossiers/news'
import { keepRead } from '#dossiers/readings'
import { Writes } from '#tenancy/writes'
import { tellWatchers } from '#dossiers/watchers'
import { keepValues, moveValues } from '#dossiers/listed_values'
import { addWords } from '#dossiers/search_index'
import { carryOut, type MailData } from '#dossiers/effects'

interface Along {
  /** What the lines of the journal say besides. */
  extra?: Record<string, unknown>
  /** What else is written in the statement. */
  also?: (writes: Writes) => void
  /** Until when its mails wait, while it may be taken back. */
  heldUntil?: DateTime | null
}

/**
 * Writes a step that the engine took, with what was changed on the dossier before: where it
 * stands, what it is found by, the lines of its journal, the mails and liens that follow. One
 * statement, in the caller's transaction.
 */
export async function takeStep(
  dossier: Dossier,
  workflow: Definition,
  step: Step,
  now: DateTime,
  { extra, also, heldUntil = null }: Along = {}
) {
  const { standing } = step
  const wasClosed = dossier.isClosed
  const before = lies(dossier)
  const closed = isClosed(standing, workflow)
  dossier.merge({
    standing: JSON.stringify(standing) as never,
    state: standing.state,
    stateLabel: stateLabel(workflow, standing.state),
    holder: standing.holder,
    serviceId: standing.serviceId,
    final: workflow.states[standing.state]?.final ?? null,
    revision: standing.revision,
    closedAt: closed ? (dossier.closedAt ?? now) : null,
    ...(closed ? {} : REOPENED),
    ...(await nextDates(workflow, standing)),
    heldUntil,
  })
  const writes = new Writes(heldUntil)
  const author = step.entries.at(-1)?.actor
  if (author) keepRead(writes, [dossier.id], author)
  if ('search' in dossier.$dirty) {
    addWords(writes, dossier.id, dossier.search)
    await keepValues(writes, dossier)
  } else {
    moveValues(writes, dossier)
  }
  writes.update(dossier)
  dossier.standing = standing

  const entries = step.entries.map((entry) => ({ ...entry, data: { ...entry.data, ...extra } }))
  addSteps(writes, dossier.id, entries)
  const last = step.entries.at(-1)
  if (last)
    await carryOut(writes, dossier, step.effects, mailData(await toldOf(dossier, last)), last)
  if (closed !== wasClosed) {
    writes.add(`update reports set open = ? where id = ?`, [!closed, dossier.id])
  }
  const isNews = step.entries.some((entry) => entry.public && entry.type !== 'submitted')
  if (isNews && (await dossier.version()).form.isReport) {
    await tellWatchers(writes, dossier, publicStatus(workflow, standing).label)
  }
  if (closed && !wasClosed) await forgetIdentity(writes, dossier)
  also?.(writes)
  addNews(writes, dossier, lies(dossier) === before ? 'up' : 'in')
  await writes.run()
}

/** The tray, as the database computes it; a draft has no holder either. */
const lies = ({ standing, isClosed: over, holder }: Dossier) =>
  standing && (over ? 'closed' : (holder ?? 'accueil'))

/** Identity papers go with the decision, once it cannot be taken back. */
async function forgetIdentity(writes: Writes, dossier: Dossier) {
  const { form } = await dossier.version()
  if (!form.asksIdentityPapers) return
  writes.call(
    `enqueue_job('purge_identity', jsonb_build_object('dossierId', ?::text), ?::timestamptz, 'purge_identity:' || ?::text)`,
    [dossier.id, runAfter(writes), dossier.id]
  )
}

type Words = Pick<Entry, 'data' | 'publicKeys' | 'service'>

/** What is at work again is not archived. */
const REOPENED = {
  archivedAt: null,
  archiveAskedAt: null,
  archiveAskedBy: null,
}

/** A reminder says again what was said when what it reminds of was asked. */
async function toldOf(dossier: Dossier, entry: Entry): Promise<Words> {
  const asked = entry.type === 'reminder' ? await enteredBy(dossier) : null
  return asked ?? entry
}

/** The words of a step that its mails repeat: what the usager may read apart from what is internal. */
export function mailData({ data, publicKeys, service }: Words): MailData {
  const texts = (shown: boolean) =>
    Object.keys(data)
      .filter((key) => publicKeys.includes(key) === shown && typeof data[key] === 'string')
      .map((key) => data[key])
      .join('\n\n') || undefined
  const questions = Array.isArray(data.questions) ? data.questions : []
  return {
    service: service?.label,
    message: texts(true),
    note: texts(false),
    questions: questions.map((question) => question.title),
  }
}
