import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Answers, FieldError, Form } from '#forms/main'
import { correctionAsked, type Actor } from '#workflow/main'
import { type Change, changesBetween } from '#dossiers/changed_answers'
import Dossier from '#dossiers/dossier'
import { mailUsager } from '#dossiers/effects'
import { type JournalEntry, lastChangeOf, recordEvent } from '#dossiers/journal'
import { addMail } from '#dossiers/promised_mails'
import { addReport } from '#dossiers/report'
import { keepValues } from '#dossiers/listed_values'
import { addWords } from '#dossiers/search_index'
import { searchText } from '#dossiers/search_text'
import { addNews } from '#dossiers/news'
import { keepRead } from '#dossiers/readings'
import { Writes } from '#tenancy/writes'

interface Mend {
  dossierId: string
  /** Of the question. */
  path: string
  /** What was typed, of its page. */
  decoded: Record<string, unknown>
  reason: string
  actor: Actor
  /** Of the answers that the actor had in view: `answersStamp`. */
  stamp: string
  now?: DateTime
}

/** What one answer would drag along: that is the usager's to say, by a correction. */
export interface Dragged {
  appear: string[]
  vanish: string[]
  /** What could not stand any more, in words. */
  broken: string[]
}

/** Why an answer is not to be mended: the dossier is closed, the usager corrects it, or never. */
export type Barred = 'closed' | 'usager' | 'question'

export type MendOutcome =
  | { type: 'mended'; dossier: Dossier; told: boolean }
  | { type: 'unchanged' }
  | { type: 'invalid'; errors: FieldError[] }
  | { type: 'dragging'; dragged: Dragged }
  | { type: 'overtaken'; by: JournalEntry | null }
  | { type: 'barred'; why: Barred }

/**
 * Mends the answer to one question, a typo that an agent saw: judged by the form as the usager's
 * own would be, before and after in the journal with the reason, and the usager told. Nothing else
 * may move with it but what is computed.
 */
export class MendAnswer {
  async handle({
    dossierId,
    path,
    decoded,
    reason,
    actor,
    stamp,
    now = DateTime.now(),
  }: Mend): Promise<MendOutcome> {
    const dossier = await Dossier.locked(dossierId)
    const { form } = await dossier.version()
    const why = await barredOf(dossier, path)
    if (why) return { type: 'barred', why }
    if (stamp !== answersStamp(dossier)) {
      return { type: 'overtaken', by: await lastChangeOf(dossierId) }
    }

    const { answers, appear, vanish } = form.mend(dossier.answers, path, decoded)
    const clock = dossier.clock(now)
    const known = new Set(form.validate(dossier.answers, undefined, clock).map(sayings))
    const errors = form.validate(answers, undefined, clock)
    const own = errors.filter((error) => `${error.path}.`.startsWith(`${path}.`))
    if (own.length > 0) return { type: 'invalid', errors: own }
    const broken = errors.filter((error) => !known.has(sayings(error)))
    if (appear.length + vanish.length + broken.length > 0) {
      const dragged = { appear, vanish, broken: broken.map(({ message }) => message) }
      return { type: 'dragging', dragged }
    }

    const changes = changesBetween(form, dossier.answers, answers)
    if (changes.length === 0) return { type: 'unchanged' }
    const told = await keep(dossier, form, { answers, changes, reason, actor })
    return { type: 'mended', dossier, told }
  }
}

/** Why this answer may not be mended now; null where it may. */
export async function barredOf(dossier: Dossier, path: string): Promise<Barred | null> {
  const { form, workflow } = await dossier.version()
  if (dossier.isClosed || !dossier.standing) return 'closed'
  if (correctionAsked(workflow, dossier.standing, { role: 'usager', label: '' })) return 'usager'
  const asked = form.summary(dossier.answers).flatMap((page) => page.items)
  return asked.some((item) => item.path === path) && form.isMendable(path) ? null : 'question'
}

/** What tells whether the answers are still those that somebody had in view. */
export function answersStamp({ answers, revision }: Dossier): string {
  const digest = createHash('sha256').update(JSON.stringify(answers)).digest('hex')
  return `${revision}-${digest.slice(0, 20)}`
}

const sayings = ({ path, message }: FieldError) => `${path} ${message}`

interface Kept {
  answers: Answers
  changes: Change[]
  reason: string
  actor: Actor
}

/** @returns whether the usager is told by mail */
async function keep(dossier: Dossier, form: Form, { answers, changes, reason, actor }: Kept) {
  const [former, now] = [form.contact(dossier.answers), form.contact(answers)]
  const changed = (key: keyof typeof now) => former[key] !== now[key]
  const oldEmail = dossier.contactEmail
  dossier.merge({
    answers: JSON.stringify(answers) as never,
    search: searchText(dossier, form, answers),
    ...(changed('email') && { contactEmail: now.email ?? null }),
    ...(changed('name') && { contactName: now.name ?? null }),
    ...(changed('phone') && { contactPhone: now.phone ?? null }),
  })
  // First its line, then what it promises: the history tells by the order of the ids.
  const data = { reason, changes }
  await recordEvent(dossier.id, 'answer', LABEL, actor, data, ['reason', 'changes'])
  const writes = new Writes()
  addWords(writes, dossier.id, dossier.search)
  await keepValues(writes, dossier)
  keepRead(writes, [dossier.id], actor)
  writes.update(dossier)
  addNews(writes, dossier)
  dossier.answers = answers
  addReport(writes, dossier, form, answers)
  if (changed('email')) leaveAddress(writes, dossier.id, oldEmail)
  const shown = changes.map((change) => shownInMail(form, change))
  const told = mailUsager(writes, dossier, 'usager-modifiee', { message: reason, changes: shown })
  await writes.run()
  return told
}

const LABEL = 'Réponse modifiée par la mairie'

/** A mail is not for what is sensitive: it says which question, and the page says the rest. */
function shownInMail(form: Form, { path, title, before, after }: Change) {
  return form.isSensitive(path) ? { title } : { title, before, after }
}

/**
 * The links that went to an address which was wrong end with it. It is told so without a word of the
 * demand, in case it was not.
 */
function leaveAddress(writes: Writes, dossierId: string, address: string | null) {
  if (!address) return
  writes.add(
    `update liens set revoked_at = now(), revoked_reason = 'address'
     where dossier_id = ? and purpose = 'follow' and revoked_at is null and lower(made_for) = lower(?)`,
    [dossierId, address]
  )
  addMail(writes, {
    dossierId,
    recipient: address,
    recipientRole: 'usager',
    template: 'usager-adresse',
    data: {},
  })
}
