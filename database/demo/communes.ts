import { montsouArms, plassansArms } from './arms.js'
import type { NewCommune } from '#tenancy/create_commune'
import type { Condition } from '#workflow/main'

/** A démarche of the library as a commune offers it. */
export interface DemoDemarche {
  slug: string
  /** Where the commune words it its own way. */
  title?: string
  /** Where it takes another workflow than the ready démarche does: of the library, or the commune’s own. */
  workflow?: string
  /** By name, the service that each request goes to by itself. */
  service?: string
}

/** A workflow that a commune made of one of the library, in the administration. */
export interface DemoWorkflow {
  label: string
  from: string
  /** By name, the service that a request goes to by itself, the first rule that holds. */
  routes?: { when: Condition; service: string }[]
}

export interface DemoCommune extends NewCommune {
  accounts: { email: string; password: string; name: string; roles: string[] }[]
  services: { name: string; mailbox: string }[]
  workflows?: DemoWorkflow[]
  demarches: DemoDemarche[]
  /** Of the home page, in `files`. */
  photo?: string
  /** How many dossiers, and from which names they are drawn. */
  dossiers: number
  town: { postcode: string; city: string; streets: string[] }
}

export const DEMO_COMMUNES: DemoCommune[] = [
  {
    slug: 'plassans',
    name: 'Plassans',
    country: 'FR',
    code: '13001',
    hosts: ['plassans.localhost'],
    branding: {
      colour: '#1f5c8c',
      arms: plassansArms,
      motto: 'La ville aux deux faubourgs',
      director: 'Félicité Puech, maire de Plassans',
      host: 'Hébergeur de démonstration, 1, rue de la Banne, 13100 Plassans',
      dpo: 'Délégué à la protection des données, mairie de Plassans, dpo@plassans.fr',
      welcome:
        'Faites vos démarches depuis chez vous, sans créer de compte. La mairie vous répond et vous tient au courant à chaque étape.',
    },
    contact: {
      address: '1, place de la Sous-Préfecture\n13100 Plassans',
      phone: '04 42 00 00 00',
      email: 'mairie@plassans.fr',
      hours: 'Du lundi au vendredi de 8 h 30 à 17 h\nLe samedi de 9 h à 12 h',
    },
    accounts: [
      {
        email: 'agent@plassans.fr',
        password: 'plassans2017',
        name: 'Camille Rougon',
        roles: ['accueil'],
      },
      {
        email: 'manager@plassans.fr',
        password: 'plassans2017',
        name: 'Félicité Puech',
        roles: ['superviseur'],
      },
      {
        email: 'admin@plassans.fr',
        password: 'plassans2017',
        name: 'Pascal Rougon',
        roles: ['admin'],
      },
    ],
    services: [
      { name: 'Voirie', mailbox: 'voirie' },
      { name: 'Propreté', mailbox: 'proprete' },
      { name: 'Espaces verts', mailbox: 'espaces-verts' },
      { name: 'Éclairage public', mailbox: 'eclairage' },
      { name: 'État civil', mailbox: 'etat-civil' },
      { name: 'Urbanisme', mailbox: 'urbanisme' },
      { name: 'Police municipale', mailbox: 'police-municipale' },
      { name: 'Éducation', mailbox: 'education' },
      { name: 'Vie associative', mailbox: 'vie-associative' },
      { name: 'Maire', mailbox: 'maire' },
    ],
    demarches: [
      { slug: 'signalement', workflow: 'guichet-unique' },
      { slug: 'acte-naissance' },
      { slug: 'occupation-domaine-public' },
      { slug: 'permis-vegetaliser' },
      { slug: 'acte-mariage' },
      { slug: 'acte-deces' },
      { slug: 'livret-famille' },
      { slug: 'pacs' },
      { slug: 'recensement-citoyen' },
      { slug: 'stationnement-demenagement' },
      { slug: 'autorisation-voirie' },
      { slug: 'inscription-scolaire' },
      { slug: 'restauration-scolaire' },
      { slug: 'accueil-periscolaire' },
      { slug: 'salle-communale' },
      { slug: 'subvention-association' },
      { slug: 'debit-boissons' },
      { slug: 'vide-grenier' },
      { slug: 'tranquillite-vacances' },
      { slug: 'exercer-droits' },
    ],
    photo: 'plassans.webp',
    dossiers: 40,
    town: {
      postcode: '13100',
      city: 'Plassans',
      streets: [
        '12, rue de la Banne',
        '4, cours Sauvaire',
        '27, avenue du Général-Leclerc',
        '3, place de la Mairie',
        '58, rue de Rome',
        '9, impasse Saint-Mittre',
        '31, boulevard de la République',
        '16, rue Balande',
      ],
    },
  },
  {
    slug: 'montsou',
    name: 'Montsou',
    country: 'FR',
    code: '59002',
    hosts: ['montsou.localhost'],
    branding: {
      colour: '#8a3324',
      arms: montsouArms,
      welcome:
        'La mairie de Montsou traite vos demandes en ligne, du premier message à la réponse.',
    },
    contact: {
      address: '2, rue de la Mine, 59100 Montsou',
      phone: '03 27 00 00 00',
      email: 'mairie@montsou.fr',
      hours: 'Du mardi au samedi de 9 h à 12 h et de 14 h à 17 h',
    },
    accounts: [
      {
        email: 'agent@montsou.fr',
        password: 'montsou2017',
        name: 'Catherine Maheu',
        roles: ['accueil'],
      },
      {
        email: 'manager@montsou.fr',
        password: 'montsou2017',
        name: 'Étienne Lantier',
        roles: ['superviseur'],
      },
      {
        email: 'admin@montsou.fr',
        password: 'montsou2017',
        name: 'Catherine Hennebeau',
        roles: ['admin'],
      },
    ],
    services: [
      { name: 'Services techniques', mailbox: 'services-techniques' },
      { name: 'Population', mailbox: 'population' },
      { name: 'Urbanisme', mailbox: 'urbanisme' },
      { name: 'Maire', mailbox: 'maire' },
    ],
    workflows: [
      {
        label: 'Signalements',
        from: 'direct-au-service',
        routes: [
          {
            when: { all: [{ question: 'probleme.categorie', is: 'animaux' }] },
            service: 'Population',
          },
          {
            when: { all: [{ 'question': 'probleme.categorie', 'is-not': 'autre' }] },
            service: 'Services techniques',
          },
        ],
      },
      { label: 'Visa du maire', from: 'double-visa' },
    ],
    // The same three as Plassans, each treated in another way: not a line of code differs.
    demarches: [
      { slug: 'signalement', workflow: 'signalements' },
      { slug: 'acte-naissance', workflow: 'guichet-unique' },
      { slug: 'occupation-domaine-public', workflow: 'visa-du-maire' },
    ],
    dossiers: 12,
    town: {
      postcode: '59100',
      city: 'Montsou',
      streets: [
        '7, coron des Deux-Cent-Quarante',
        '15, rue Neuve',
        '2, place de l’Église',
        '40, route de Marchiennes',
      ],
    },
  },
  {
    slug: 'rochemeuse',
    name: 'Rochemeuse',
    country: 'BE',
    code: '91999',
    hosts: ['rochemeuse.localhost'],
    branding: {
      colour: '#2f6b3a',
      welcome:
        'L’administration communale de Rochemeuse vous répond en ligne, sans déplacement ni file d’attente.',
    },
    contact: {
      address: 'Place du Perron 3, 5500 Rochemeuse',
      phone: '082 00 00 00',
      email: 'commune@rochemeuse.be',
      hours: 'Du lundi au vendredi de 8 h 30 à 12 h, le mercredi jusqu’à 17 h',
    },
    accounts: [
      {
        email: 'agent@rochemeuse.be',
        password: 'rochemeuse2017',
        name: 'Élise Lambert',
        roles: ['accueil'],
      },
      {
        email: 'manager@rochemeuse.be',
        password: 'rochemeuse2017',
        name: 'Bernard Collard',
        roles: ['superviseur'],
      },
    ],
    services: [
      { name: 'Travaux', mailbox: 'travaux' },
      { name: 'Population', mailbox: 'population' },
      { name: 'Finances', mailbox: 'finances' },
      { name: 'Cimetières', mailbox: 'cimetieres' },
      { name: 'Collège communal', mailbox: 'maire' },
    ],
    demarches: [
      { slug: 'signalement', service: 'Travaux' },
      { slug: 'changement-domicile' },
      { slug: 'composition-menage' },
      { slug: 'concession-cimetiere' },
      { slug: 'prime-communale' },
    ],
    dossiers: 6,
    town: {
      postcode: '5500',
      city: 'Rochemeuse',
      streets: ['Rue du Pont 14', 'Chaussée de Dinant 112', 'Place du Perron 3', 'Rue Haute 27'],
    },
  },
]
