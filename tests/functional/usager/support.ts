import encryption from '@adonisjs/core/services/encryption'
import Dossier from '#dossiers/dossier'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { Mail } from '#dossiers/promised_mails'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import type { Page, Visitor } from '#tests/support/visitor'
import type { TestCommune } from '#tests/support/world'

/** Conditions, a repeated group, pieces with limits, and a page that is called as a route is. */
export const RICH_FORM = {
  'type': 'object',
  'x-order': ['lieu', 'envoi'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['motif', 'precisez', 'temoins', 'plan'],
      'required': ['motif', 'precisez'],
      'properties': {
        motif: {
          'x-question': 'choice',
          'title': 'Motif',
          'oneOf': [
            { const: 'trou', title: 'Un trou' },
            { const: 'autre', title: 'Autre chose' },
          ],
        },
        precisez: {
          'x-question': 'short-text',
          'title': 'Précisez',
          'x-show-if': { all: [{ question: 'lieu.motif', is: 'autre' }] },
        },
        temoins: {
          'x-question': 'group',
          'title': 'Témoins',
          'items': {
            'x-order': ['nom', 'photo'],
            'properties': {
              nom: { 'x-question': 'short-text', 'title': 'Nom du témoin' },
              photo: { 'x-question': 'photo', 'title': 'Sa photo', 'maxItems': 1 },
            },
          },
        },
        plan: {
          'x-question': 'file',
          'title': 'Plan',
          'maxItems': 2,
          'x-max-size': 2048,
          'x-kinds': ['pdf', 'image'],
        },
      },
    },
    envoi: {
      'type': 'object',
      'title': 'L’envoi',
      'x-order': ['courriel'],
      'required': ['courriel'],
      'properties': {
        courriel: {
          'x-question': 'email',
          'title': 'Adresse électronique',
          'x-role': 'contact-email',
        },
      },
    },
  },
} as unknown as Document

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
export const EXE = Buffer.from('MZ\u0090\u0000\u0003\u0000not a picture')

export const idIn = (page: Page) => /[0-9a-f-]{36}/.exec(page.path)![0]

/** Begins a draft of the small form. */
export async function begun(person: Visitor, object = 'Un nid-de-poule'): Promise<Page> {
  const first = await person.get('/demarches/demande/remplir')
  return person.submit(first, { 'f[demande][objet]': object })
}

/** Plays the small form until it is sent. */
export async function sentBy(person: Visitor, email = 'zoe@exemple.fr'): Promise<string> {
  const second = await begun(person)
  const contact = { 'f[contact][nom]': 'Zoé Martin', 'f[contact][courriel]': email }
  const check = await person.submit(second, contact)
  return idIn(await person.submit(check))
}

export function dossierOf(commune: TestCommune, id: string): Promise<Dossier> {
  return withCommune(commune.id, () => Dossier.findOrFail(id))
}

/** What the last mail of this template carries. */
export function tokenOf(commune: TestCommune, template: string): Promise<string> {
  return withCommune(commune.id, async () => {
    const mail = await Mail.query().where({ template }).orderBy('id', 'desc').firstOrFail()
    return encryption.decrypt<string>(mail.secret!, 'mail')!
  })
}

export function mailsOf(commune: TestCommune, template: string): Promise<Mail[]> {
  return withCommune(commune.id, () => Mail.query().where({ template }))
}

/** An agent asks for a correction. */
export function askCorrection(commune: TestCommune, id: string, questions: string[]) {
  return withCommune(commune.id, async () => {
    const dossier = await Dossier.findOrFail(id)
    const outcome = await new ActOnDossier().handle({
      dossierId: id,
      action: 'demander_correction',
      input: { message: 'Quel est le numéro de la rue ?', questions, note: 'Secret interne' },
      actor: { role: 'accueil', id: commune.accounts.accueil.id, label: 'Anne Accueil' },
      revision: dossier.revision,
    })
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome))
  })
}
