import encryption from '@adonisjs/core/services/encryption'
import i18nManager from '@adonisjs/i18n/services/main'
import Dossier from '#dossiers/dossier'
import type { MailData } from '#dossiers/effects'
import type { Mail } from '#dossiers/promised_mails'
import { DateTime } from 'luxon'
import { findLien } from '#identity/liens'
import type { LienPurpose } from '#identity/lien'
import { formatters } from '#shared/formatters'
import Piece from '#documents/piece'
import type { Commune } from '#tenancy/commune'
import { absoluteUrl } from '#tenancy/links'
import { fillIn, hasWords, ownWording, type Wording } from '#notifications/wording'

/** What a mail says, before it takes the form of HTML or of text. */
export interface Letter {
  /** The mail's row. */
  id: string
  recipient: string
  subject: string
  greeting: string
  body: string[]
  /** What somebody wrote: the agent's message, the note for a service. */
  quotes: { label: string; text: string }[]
  questions: string[]
  /** What was changed, a line each. */
  changes: string[]
  button: { label: string; url: string } | null
  /** Below the button: what else there is to know, how long the link lives. */
  after: string[]
  about: string
  /** A file that goes with it. */
  attachment: { name: string; diskKey: string } | null
}

const PATHS: Record<LienPurpose, string> = {
  draft: 'reprendre',
  follow: 'suivi',
  data: 'mes-donnees',
  service: 'service',
  consult: 'service',
  opinion: 'avis',
}

const ALL = Object.keys(PATHS) as LienPurpose[]

/**
 * Writes the letter of a mail from its template's words and its dossier.
 *
 * @throws where the template has no words, or the link inside cannot be read any more
 */
export async function composeLetter(mail: Mail, commune: Commune): Promise<Letter> {
  if (!hasWords(mail.template)) throw new Error(`No words for the mail ${mail.template}`)
  const dossier = mail.dossierId ? await Dossier.findOrFail(mail.dossierId) : null
  const link = await linkOf(mail, commune)
  const own = await ownWording(mail.template, dossier?.demarcheId ?? null)
  const letter = letterOf({ mail, dossier, link, own }, commune)
  return { ...letter, attachment: await attachmentOf(mail.data) }
}

interface Link {
  url: string | null
  purpose?: string
  until?: DateTime
  /** The list of the service that it is for. */
  bureau?: string
  /** To be typed, in the place of a link. */
  code?: string
}

/** What a letter is made of. */
interface Matter {
  mail: Pick<Mail, 'id' | 'template' | 'recipient' | 'recipientRole' | 'data'>
  /** Null for what is about no dossier. */
  dossier: Dossier | null
  link: Link
  /** The commune's own words, where it has some. */
  own: Wording | null
}

export function letterOf({ mail, dossier, link, own }: Matter, commune: Commune): Letter {
  const words = wordsOf(mail.template, own)
  const data: MailData = mail.data
  const facts = {
    reference: dossier?.reference ?? '',
    demarche: dossier?.demarcheTitle ?? '',
    submitted: formatters.longDate(dossier?.submittedAt),
    service: data.service ?? 'none',
    author: data.author ?? '',
    document: data.document ?? '',
    limit: (dossier?.holder === 'usager' && formatters.longDate(dossier.limitOn)) || 'none',
    name: dossier ? (dossier.contactName?.trim() ?? '') : (data.name ?? ''),
    recipient: mail.recipient,
    until: formatters.longDate(link.until),
    commune: commune.name,
    kind: data.report?.kind ?? '',
    street: data.report?.street || 'none',
    state: data.report?.state ?? '',
  }
  const toUsager = mail.recipientRole === 'usager'
  const note = toUsager ? undefined : data.note

  return {
    id: mail.id,
    recipient: mail.recipient,
    subject: words.say('subject', facts),
    greeting: words.common(
      (toUsager || !dossier) && facts.name ? 'greeting_name' : 'greeting',
      facts
    ),
    body: paragraphs(words.say('body', facts)),
    quotes: [
      ...quote(words.find('message'), link.code ?? data.message),
      ...quote(words.find('note'), note),
    ],
    questions: data.questions ?? [],
    changes: (data.changes ?? []).map((change) => changeIn(change, words.common)),
    button: link.url ? { label: words.say('button', facts), url: link.url } : null,
    after: [
      ...paragraphs(words.find('after', facts) ?? ''),
      ...(link.until ? [words.common(`life_${link.purpose}`, facts)] : []),
      ...(link.bureau ? [words.common('bureau', { url: link.bureau })] : []),
    ],
    about: words.common(
      mail.recipientRole === 'watcher' ? 'about_report' : aboutOf(dossier),
      facts
    ),
    attachment: null,
  }
}

function changeIn(
  { title, before, after }: NonNullable<MailData['changes']>[number],
  say: (key: string, facts: object) => string
) {
  if (before === undefined || after === undefined) return title
  return say('change', { title, before, after })
}

function aboutOf(dossier: Dossier | null) {
  if (!dossier) return 'about_account'
  return dossier.reference ? 'about' : 'about_draft'
}

function wordsOf(template: string, own: Wording | null) {
  const french = i18nManager.locale('fr')
  const path = `mails.templates.${template}`
  const usual = (part: string, facts: object = {}) =>
    french.hasMessage(`${path}.${part}`) ? french.t(`${path}.${part}`, facts) : undefined
  return {
    say: (part: 'subject' | 'body' | 'button', facts: Record<string, string>) =>
      own && part !== 'button' ? fillIn(own[part], facts) : usual(part, facts)!,
    find: (part: 'after' | 'message' | 'note', facts: Record<string, string> = {}) =>
      own && part === 'after' ? fillIn(own.after, facts) : usual(part, facts),
    common: (key: string, facts: object) => french.t(`mails.${key}`, facts),
  }
}

/** Where the mail leads. A lien that is gone by now still opens a page, which says why. */
async function linkOf(mail: Mail, commune: Commune): Promise<Link> {
  const { recipientRole: role, template } = mail
  if (!mail.secret) {
    const desk = role === 'accueil' || role === 'superviseur'
    if (template === 'export-pret') {
      const until = DateTime.fromISO(String(mail.data.until))
      return { url: absoluteUrl(commune, `/${role}/exports`), purpose: 'export', until }
    }
    return { url: desk ? absoluteUrl(commune, `/${role}/dossiers/${mail.dossierId}`) : null }
  }
  const token = encryption.decrypt<string>(mail.secret, 'mail')
  if (!token) throw new Error('The link of this mail was encrypted with another key')

  if (template === 'service-code') return { url: null, code: token }
  if (role === 'agent') {
    const until = DateTime.fromISO(String(mail.data.until))
    return { url: absoluteUrl(commune, `/invitation/${token}`), purpose: 'invitation', until }
  }
  if (role === 'watcher') {
    return { url: absoluteUrl(commune, `/signalements/suivre/${token}`), purpose: 'watch' }
  }
  const lien = await findLien(ALL, token)
  const usual = role === 'service' ? 'service' : template === 'brouillon' ? 'draft' : 'follow'
  const purpose = lien?.purpose ?? usual
  const url = absoluteUrl(commune, `/${PATHS[purpose]}/${token}`)
  const bureau = lien?.serviceId && absoluteUrl(commune, `/service/bureau/${lien.serviceId}`)
  return { url, purpose, until: lien?.expiresAt, ...(bureau ? { bureau } : {}) }
}

async function attachmentOf({ pieceId }: MailData) {
  const piece = pieceId === undefined ? null : await Piece.find(pieceId)
  return piece && { name: piece.name, diskKey: piece.diskKey }
}

const paragraphs = (text: string) => text.split(/\n{2,}/).filter((one) => one.trim())

const quote = (label: string | undefined, text: string | undefined) =>
  label && text?.trim() ? [{ label, text: text.trim() }] : []
