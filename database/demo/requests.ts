import { type DateTime } from 'luxon'
import type { Answers } from '#forms/main'
import type { DemoCommune } from './communes.js'

/** A made-up usager, in the order in which they come. */
const PEOPLE = [
  ['Amélie', 'Giraud', 'madame'],
  ['Thomas', 'Benoît', 'monsieur'],
  ['Fatima', 'Belkacem', 'madame'],
  ['Louis', 'Peyron', 'monsieur'],
  ['Inès', 'Da Silva', 'madame'],
  ['Hugo', 'Marchand', 'monsieur'],
  ['Nadège', 'Fabre', 'madame'],
  ['Karim', 'Haddad', 'monsieur'],
  ['Jeanne', 'Roux', 'madame'],
  ['Paul', 'Nguyen', 'monsieur'],
  ['Clémence', 'Aubert', 'madame'],
  ['Mehdi', 'Saïdi', 'monsieur'],
  ['Rosalie', 'Tissot', 'madame'],
] as const

/** Files of `files/`, by the question that they answer. */
export type Files = Record<string, string[]>

export interface DemoRequest {
  slug: string
  answers: Answers
  files: Files
  /** The service that would treat it. */
  service: string
}

type Maker = (person: Person, town: DemoCommune['town'], at: DateTime, index: number) => DemoRequest

interface Person {
  firstName: string
  lastName: string
  title: string
  email: string
  phone: string
}

const REPORTS = [
  [
    'voirie',
    { voirie_nature: 'trou' },
    'Un nid-de-poule s’est ouvert devant l’arrêt de bus. Les vélos font un écart au milieu de la route.',
    'Voirie',
    'nid-de-poule.jpg',
  ],
  [
    'eclairage',
    { eclairage_etendue: 'plusieurs', lampadaire_numero: 'L-214' },
    'Trois lampadaires sont éteints depuis une semaine, on ne voit plus le trottoir le soir.',
    'Éclairage public',
    'lampadaire.jpg',
  ],
  [
    'proprete',
    { dechets_nature: ['depot'] },
    'Des gravats et un matelas ont été déposés au pied des conteneurs.',
    'Propreté',
    'depot.jpg',
  ],
  [
    'espaces_verts',
    {},
    'Une grosse branche menace de tomber au-dessus de l’aire de jeux.',
    'Espaces verts',
    'branche.jpg',
  ],
  ['mobilier', {}, 'Le banc de la place a perdu deux lattes, les clous dépassent.', 'Voirie', null],
  [
    'proprete',
    { dechets_nature: ['tag', 'verre'] },
    'Un tag et des bouteilles cassées sous le préau de l’école.',
    'Propreté',
    null,
  ],
  [
    'voirie',
    { voirie_nature: 'panneau' },
    'Le panneau de sens interdit est à terre depuis la tempête.',
    'Voirie',
    'nid-de-poule.jpg',
  ],
] as const

const report: Maker = (person, town, at, index) => {
  const [category, detail, description, service, photo] = REPORTS[index % REPORTS.length]!
  return {
    slug: 'signalement',
    service,
    files: files(photo),
    answers: {
      probleme: {
        categorie: category,
        ...detail,
        description,
        date_constat: at.minus({ days: 1 }).toISODate(),
        danger: index % 5 === 3,
      },
      lieu: { adresse: { label: `${town.streets[index % town.streets.length]}, ${town.city}` } },
      contact: {
        courriel: person.email,
        anonyme: index % 6 === 5,
        ...(index % 6 === 5
          ? {}
          : { nom: `${person.firstName} ${person.lastName}`, telephone: person.phone }),
      },
    },
  }
}

const files = (photo: string | null): Files => (photo ? { 'photos.photos': [photo] } : {})

const certificate: Maker = (person, town, _at, index) => ({
  slug: 'acte-naissance',
  service: 'État civil',
  files: { 'pieces.piece_identite': ['piece-identite.pdf'] },
  answers: {
    acte: {
      type_acte: ['copie', 'extrait_filiation', 'extrait_simple'][index % 3],
      motif: ['identite', 'mariage', 'pacs', 'retraite'][index % 4],
      nombre: 1 + (index % 2),
    },
    demandeur: {
      identite: { title: person.title, firstNames: person.firstName, birthName: person.lastName },
      qualite: 'moi',
    },
    personne: {
      ma_naissance: {
        birthDate: `19${70 + (index % 30)}-0${1 + (index % 9)}-14`,
        birthPlace: town.city,
      },
    },
    parents: {
      parent1: { firstNames: 'Marie', birthName: 'Peyron' },
      parent2: { firstNames: 'Jacques', birthName: person.lastName },
    },
    envoi: {
      mode: index % 2 ? 'guichet' : 'courrier',
      adresse: {
        street: town.streets[index % town.streets.length],
        postcode: town.postcode,
        city: town.city,
      },
      courriel: person.email,
      telephone: person.phone,
    },
    pieces: { exactitude: true },
  },
})

const occupation: Maker = (person, town, at, index) => ({
  slug: 'occupation-domaine-public',
  service: index % 2 ? 'Voirie' : 'Urbanisme',
  files: { 'pieces.plan': ['plan.pdf'], 'pieces.assurance': ['assurance.pdf'] },
  answers: {
    demandeur: {
      statut: 'particulier',
      identite: { title: person.title, firstNames: person.firstName, birthName: person.lastName },
      adresse: {
        street: town.streets[index % town.streets.length],
        postcode: town.postcode,
        city: town.city,
      },
      courriel: person.email,
      telephone: person.phone,
    },
    occupation:
      index % 2
        ? {
            nature: 'demenagement',
            places: 2,
            vehicule: 'Fourgon de 20 m³',
            description:
              'Emménagement au deuxième étage, deux places devant l’immeuble pour la journée.',
          }
        : {
            nature: 'echafaudage',
            hauteur: 9,
            passage: true,
            urbanisme: 'DP 013 001 26 00042',
            description:
              'Ravalement de la façade, échafaudage sur le trottoir avec passage protégé.',
          },
    lieu: {
      adresse: { label: `${town.streets[(index + 2) % town.streets.length]}, ${town.city}` },
      emprise: index % 2 ? 24 : 18,
      espaces: index % 2 ? ['stationnement'] : ['trottoir'],
      dates: {
        start: at.plus({ days: 20 }).toISODate(),
        end: at.plus({ days: index % 2 ? 20 : 34 }).toISODate(),
      },
      ...(index % 2 ? { heure_debut: '08:00', heure_fin: '18:00' } : {}),
    },
    pieces: { engagement: true, exactitude: true },
  },
})

const MAKERS = {
  'signalement': report,
  'acte-naissance': certificate,
  'occupation-domaine-public': occupation,
}

/** The request of the nth usager of a commune: always the same one. */
export function demoRequest(commune: DemoCommune, index: number, at: DateTime): DemoRequest {
  const slugs = commune.demarches
    .map(({ slug }) => slug as keyof typeof MAKERS)
    .filter((slug) => Object.hasOwn(MAKERS, slug))
  const [firstName, lastName, title] = PEOPLE[index % PEOPLE.length]!
  const mailbox = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  const person = {
    firstName,
    lastName,
    title,
    email: `${mailbox}@exemple.fr`,
    phone: `+336${String(12345670 + index * 7).padStart(8, '0')}`,
  }
  // Reports are what a town hall receives most.
  const slug = slugs[[0, 1, 0, 2, 0][index % 5]! % slugs.length]!
  return MAKERS[slug](person, commune.town, at, index)
}
