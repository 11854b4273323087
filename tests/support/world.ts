import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import type { Document } from '#forms/main'
import Account from '#identity/account'
import Membership, { type MembershipRole } from '#identity/membership'
import Service from '#identity/service'
import { TOURS } from '#identity/tours'
import { createCommune } from '#tenancy/create_commune'
import { withCommune } from '#tenancy/scope'
import { type Definition, guichetUnique } from '#workflow/main'
import { Visitor } from './visitor.js'

export const PASSWORD = 'un-mot-de-passe-de-test'

/** Two pages, a condition, a required e-mail and a file: enough to play every case. */
export const SMALL_FORM = {
  'type': 'object',
  'x-order': ['demande', 'contact'],
  'properties': {
    demande: {
      'type': 'object',
      'title': 'Votre demande',
      'x-order': ['objet', 'precision', 'photos'],
      'properties': {
        objet: { 'type': 'string', 'title': 'Objet', 'x-question': 'short-text' },
        precision: { 'type': 'string', 'title': 'Précisions', 'x-question': 'long-text' },
        photos: {
          'type': 'array',
          'title': 'Photos',
          'x-question': 'file',
        },
      },
      'required': ['objet'],
    },
    contact: {
      'type': 'object',
      'title': 'Vos coordonnées',
      'x-order': ['nom', 'courriel'],
      'properties': {
        nom: {
          'type': 'string',
          'title': 'Nom',
          'x-question': 'short-text',
          'x-role': 'contact-name',
        },
        courriel: {
          'type': 'string',
          'title': 'Adresse électronique',
          'x-question': 'email',
          'x-role': 'contact-email',
        },
      },
      'required': ['nom', 'courriel'],
    },
  },
} as unknown as Document

export interface TestCommune {
  id: string
  host: string
  services: Record<'voirie' | 'urbanisme', string>
  demarche: { id: string; slug: string; versionId: string }
  accounts: Record<MembershipRole, { id: string; email: string }>
  visitor(): Visitor
  signedIn(role: MembershipRole): Promise<Visitor>
}

let made = 0

interface Wanted {
  form?: Document
  /** A workflow, or what makes one of the ids of the commune's services. */
  workflow?: Definition | ((services: TestCommune['services']) => Definition)
}

/** A commune of its own for one test: nothing to clean, nothing shared. */
export async function aCommune(options: Wanted = {}): Promise<TestCommune> {
  const slug = `commune-${process.pid}-${++made}`
  const host = `${slug}.localhost`
  const id = await createCommune({
    slug,
    name: `Commune ${made}`,
    hosts: [host],
    contact: { email: `mairie@${slug}.test` },
  })
  const rest = await withCommune(id, async () => {
    const voirie = await Service.create({ name: 'Voirie', email: `voirie@${slug}.test` })
    const urbanisme = await Service.create({ name: 'Urbanisme', email: `urbanisme@${slug}.test` })
    const services = { voirie: voirie.id, urbanisme: urbanisme.id }
    const { workflow = guichetUnique } = options
    const definition = typeof workflow === 'function' ? workflow(services) : workflow
    const demarche = await aDemarche(options.form ?? SMALL_FORM, definition)
    return {
      services,
      demarche: { id: demarche.id, slug: demarche.slug, versionId: demarche.versionId! },
      accounts: {
        accueil: await anAccount(`agent@${slug}.test`, 'Anne Accueil', 'accueil'),
        superviseur: await anAccount(`chef@${slug}.test`, 'Sylvie Superviseure', 'superviseur'),
        admin: await anAccount(`admin@${slug}.test`, 'Adèle Administratrice', 'admin'),
      },
    }
  })
  const visitor = () => new Visitor(host)
  return {
    id,
    host,
    ...rest,
    visitor,
    async signedIn(role) {
      const agent = visitor()
      const page = await agent.get('/connexion')
      await agent.submit(page, { email: rest.accounts[role].email, password: PASSWORD })
      return agent
    },
  }
}

async function aDemarche(document: Document, workflow: Definition): Promise<Demarche> {
  const demarche = await Demarche.create({
    slug: 'demande',
    title: 'Demande d’essai',
    description: 'Une démarche pour les tests.',
    category: 'Essais',
  })
  const outcome = await new PublishDemarche().handle({ demarche, document, workflow })
  if (outcome.type !== 'published') throw new Error(JSON.stringify(outcome))
  return demarche
}

async function anAccount(email: string, name: string, role: MembershipRole) {
  // Who has been here: a test about tours says otherwise.
  const toursSeen = [...TOURS]
  const account = await Account.create({ email, name, password: PASSWORD, toursSeen })
  await Membership.create({ accountId: account.id, role })
  return { id: account.id, email }
}
