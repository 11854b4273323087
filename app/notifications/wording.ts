import i18nManager from '@adonisjs/i18n/services/main'
import { t } from '#shared/translate'
import { sql } from '#tenancy/scope'

/** What a commune may word its own way. Paragraphs are apart by an empty line. */
export interface Wording {
  subject: string
  body: string
  /** Below the button. */
  after: string
}

/** What may stand in a text between braces, and the fact that it stands for. */
export const TAGS = {
  reference: 'reference',
  demarche: 'demarche',
  date: 'submitted',
  service: 'service',
  nom: 'name',
  commune: 'commune',
  destinataire: 'recipient',
  limite: 'limit',
  auteur: 'author',
  document: 'document',
  genre: 'kind',
  rue: 'street',
  etat: 'state',
  valable: 'until',
} as const

export type Tag = keyof typeof TAGS

const isTag = (name: string): name is Tag => Object.hasOwn(TAGS, name)

const OF_DRAFT: Tag[] = ['demarche', 'nom', 'commune', 'destinataire']
const OF_ACCOUNT: Tag[] = ['nom', 'commune', 'destinataire', 'auteur']
/** Templates that are about no dossier, but about who reads them. */
export const ABOUT_ACCOUNT = ['agent-invitation', 'export-pret']

const OF_DOSSIER: Tag[] = [
  'reference',
  'demarche',
  'date',
  'service',
  'nom',
  'commune',
  'destinataire',
]

export function hasWords(template: string): boolean {
  return i18nManager.locale('fr').hasMessage(`mails.templates.${template}.subject`)
}

/** Whom a template is for; who follows a report of somebody else reads as an usager does. */
export function readerOf(template: string): 'usager' | 'service' | 'agents' {
  if (/^(usager|suivi)-/.test(template) || template.startsWith('brouillon')) return 'usager'
  return template.startsWith('service-') || template === 'lien-renouvele' ? 'service' : 'agents'
}

/** What a template is called by who rewrites it. */
export function nameOf(template: string): string {
  const key = `mailtexts.name.${template}`
  return i18nManager.locale('fr').hasMessage(key) ? t(key) : usualWording(template).subject
}

/** The tags that have a meaning in a template. */
export function tagsOf(template: string): Tag[] {
  if (template.startsWith('brouillon')) return OF_DRAFT
  if (ABOUT_ACCOUNT.includes(template)) return OF_ACCOUNT
  const { subject, body, after } = usualWording(template)
  const used = [...`${subject}${body}${after}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  return [...new Set([...OF_DOSSIER, ...used.filter(isTag)])]
}

/** The house's words for a template, with its tags: what a commune begins from, and goes back to. */
export function usualWording(template: string): Wording {
  const tags = Object.fromEntries(Object.entries(TAGS).map(([tag, fact]) => [fact, `{${tag}}`]))
  // A fact that has no tag stands under its own name: the text can be read, if not kept.
  const facts = new Proxy(tags, {
    has: () => true,
    get: (known, fact) => known[String(fact)] ?? `{${String(fact)}}`,
  })
  const french = i18nManager.locale('fr')
  const say = (part: string) => {
    const key = `mails.templates.${template}.${part}`
    return french.hasMessage(key) ? french.t(key, facts) : ''
  }
  return { subject: say('subject'), body: say('body'), after: say('after') }
}

/** The commune's own words for a template: those of the démarche, or else those for all of them. */
export async function ownWording(
  template: string,
  demarcheId: string | null
): Promise<(Wording & { demarcheId: string | null }) | null> {
  const [row] = await sql<Wording & { demarcheId: string | null }>(
    `select subject, body, after, demarche_id as "demarcheId" from mail_texts
     where template = ? and (demarche_id is null or demarche_id = ?::uuid)
     order by demarche_id nulls last limit 1`,
    [template, demarcheId]
  )
  return row ?? null
}

/** What stands between braces and is no tag of this template. */
export function unknownTags(text: string, known: Tag[]): string[] {
  const found = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!)
  return [...new Set(found.filter((name) => !(known as string[]).includes(name)))]
}

/** A text with what its tags stand for. */
export function fillIn(text: string, facts: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (tag, name: string) => {
    if (!isTag(name)) return tag
    const value = facts[TAGS[name]] ?? ''
    return value === 'none' ? '' : value
  })
}
