import type { NewCommune } from '#tenancy/create_commune'

export interface DemoCommune extends NewCommune {
  accounts: { email: string; password: string; name: string; roles: string[] }[]
  services: { name: string; mailbox: string }[]
  /** Démarches of the library, by slug; `title` where the commune words it its own way. */
  demarches: { slug: string; title?: string }[]
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
      welcome:
        'Faites vos démarches depuis chez vous, sans créer de compte. La mairie vous répond et vous tient au courant à chaque étape.',
    },
    contact: {
      address: '1, place de la Sous-Préfecture, 13100 Plassans',
      phone: '04 42 00 00 00',
      email: 'mairie@plassans.fr',
      hours: 'Du lundi au vendredi de 8 h 30 à 17 h, le samedi de 9 h à 12 h',
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
    ],
    demarches: [
      { slug: 'signalement' },
      { slug: 'acte-naissance' },
      { slug: 'occupation-domaine-public' },
    ],
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
    ],
    demarches: [{ slug: 'signalement' }, { slug: 'acte-naissance' }],
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
]
