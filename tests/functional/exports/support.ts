import { buffer } from 'node:stream/consumers'
import drive from '@adonisjs/drive/services/main'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import Demarche from '#catalogue/demarche'
import { openVersion } from '#catalogue/versions'
import type { Answers, Document } from '#forms/main'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import ListExport from '#reporting/exports/list_export'
import { withCommune } from '#tenancy/scope'
import { cellsOf, opened } from '#tests/unit/exports/support'
import { runJobs } from '#tests/support/jobs'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import type { TestCommune } from '#tests/support/world'
import { guichetUnique } from '#workflow/main'
import { v7 as uuidv7 } from 'uuid'

const CONTACT = {
  'type': 'object',
  'title': 'Vous',
  'x-order': ['nom', 'courriel'],
  'properties': {
    nom: { 'type': 'string', 'title': 'Nom', 'x-question': 'short-text', 'x-role': 'contact-name' },
    courriel: {
      'type': 'string',
      'title': 'Courriel',
      'x-question': 'email',
      'x-role': 'contact-email',
    },
  },
}

/** The form of a family, with these questions about it. */
export function familyForm(questions: Record<string, object>): Document {
  return {
    'type': 'object',
    'x-order': ['famille', 'contact'],
    'properties': {
      famille: {
        'type': 'object',
        'title': 'Votre famille',
        'x-order': Object.keys(questions),
        'properties': questions,
      },
      contact: CONTACT,
    },
  } as unknown as Document
}

export const QUESTIONS = {
  logement: {
    'x-question': 'choice',
    'type': 'string',
    'title': 'Logement',
    'oneOf': [
      { const: 'p', title: 'Propriétaire' },
      { const: 'l', title: 'Locataire' },
    ],
  },
  loyer: { 'x-question': 'amount', 'type': 'integer', 'title': 'Loyer' },
  depuis: { 'x-question': 'date', 'type': 'string', 'title': 'Depuis le' },
  secret: {
    'x-question': 'short-text',
    'type': 'string',
    'title': 'Secret',
    'x-sensitive': true,
  },
  enfants: {
    'x-question': 'group',
    'type': 'array',
    'title': 'Vos enfants',
    'x-row-title': 'Enfant',
    'items': {
      'type': 'object',
      'x-order': ['prenom', 'ne'],
      'properties': {
        prenom: { 'type': 'string', 'title': 'Prénom', 'x-question': 'short-text' },
        ne: { 'type': 'string', 'title': 'Né le', 'x-question': 'date' },
      },
    },
  },
}

export const FAMILY = {
  logement: 'l',
  loyer: 65_050,
  depuis: '2020-02-01',
  secret: 'à ne pas sortir',
  enfants: [{ prenom: '=Zoé', ne: '2019-05-06' }, { prenom: 'Léo' }],
}

/** Publishes a form as a démarche of its own, or as its next version. @returns the version */
export async function published(commune: TestCommune, slug: string, document: Document) {
  return withCommune(commune.id, async () => {
    const demarche =
      (await Demarche.findBy('slug', slug)) ??
      (await Demarche.create({ slug, title: `Démarche ${slug}` }))
    const outcome = await new PublishDemarche().handle({
      demarche,
      document,
      workflow: guichetUnique,
    })
    if (outcome.type !== 'published') throw new Error(JSON.stringify(outcome))
    await demarche.refresh()
    return { demarcheId: demarche.id, versionId: demarche.versionId! }
  })
}

/** A dossier under a version; `isSent: false` leaves it a draft. @returns its reference */
export async function filed(
  commune: TestCommune,
  versionId: string,
  famille: Record<string, unknown>,
  { nom = 'Zoé Martin', isSent = true } = {}
): Promise<string> {
  const answers = { famille, contact: { nom, courriel: 'zoe@exemple.fr' } } as Answers
  const id = uuidv7()
  return withCommune(commune.id, async () => {
    await new BeginDraft().handle({ id, version: await openVersion(versionId), answers })
    if (!isSent) return ''
    const outcome = await new SubmitDossier().handle(id, { role: 'usager', label: nom })
    if (outcome.type !== 'submitted') throw new Error(JSON.stringify(outcome))
    return outcome.dossier.reference!
  })
}

/** Asks for the list at an address, as somebody at a desk would. */
export async function asks(
  agent: Visitor,
  address: string,
  format: string,
  fields: Fields = {}
): Promise<Page> {
  const desk = address.split(/[/?]/)[1]!
  const form = await agent.get(`/${desk}/exports/nouveau?liste=${encodeURIComponent(address)}`)
  return agent.submit(form, { format, ...fields })
}

export async function lastExport(commune: TestCommune): Promise<ListExport> {
  return withCommune(commune.id, () => ListExport.query().orderBy('id', 'desc').firstOrFail())
}

/** Asks for a list, has it made, and reads the file from the disk: the cells of each sheet, by its name. */
export async function taken(commune: TestCommune, agent: Visitor, address: string, format: string) {
  await asks(agent, address, format)
  await runJobs()
  const { diskKey, state } = await lastExport(commune)
  if (!diskKey) throw new Error(`no file: ${state}`)
  const bytes = await buffer(await drive.use().getStream(diskKey))
  if (format === 'csv') return { bytes, sheets: {} }
  const book = await opened(bytes)
  const sheets = Object.fromEntries(book.SheetNames.map((name) => [name, cellsOf(book, name)]))
  return { bytes, sheets }
}

/** The cells of a sheet by the titles of their columns. */
export function records(cells: unknown[][]): Record<string, unknown>[] {
  const [head, ...rows] = cells
  return rows.map((row) => Object.fromEntries(head!.map((title, at) => [String(title), row[at]])))
}
