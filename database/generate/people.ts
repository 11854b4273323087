import type { Dice } from './dice.js'

const FIRST =
  `Zoé Nora Émile Étienne Claire Antoine Ursule Silvère Marthe Pascal Sidonie Octave Denise
  Gervaise Auguste Hélène Jeanne Lazare Pauline Mehdi Fatima Inès Karim Loïc Maëlle Noël Agathe
  Bérénice Youssef Chloé Anaïs Théo Hugo Clémence`.split(/\s+/)
const LAST =
  `Rougon Macquart Martin Lefèvre Mouret Dubois Coupeau Lantier Maheu Quenu Saccard Dupont
  Bernard Peeters Janssens Moreau Hallegrain Béraud Nguyen Benali Garcia Rossi Lambert Fontaine
  Chevalier Gauthier Perrin Morin Mathieu Clément Giraud Haddad Fabre Tissot Aubert`.split(/\s+/)
const STREETS = [
  'rue de la Banne',
  'rue des Jardins',
  'cours Sauvaire',
  'rue de Rome',
  'rue Balande',
  'chemin des Vignes',
  'place de la Mairie',
  'avenue de la Gare',
]
const WORDS = `nid poule trottoir lampadaire panne éclairage arbre branche tombée dépôt sauvage
  encombrants école maternelle passage piéton bruit voisin terrasse mariage naissance échafaudage
  travaux toiture façade marché brocante stationnement livraison chien rats fuite eau égout inondation
  banc poubelle verre vitesse feu carrefour panneau signalisation piste vélo square fontaine cimetière
  cantine inscription gymnase parking portail clôture haie talus pont berge ruelle impasse`.split(
  /\s+/
)

export const TOWN = { city: 'Plassans', postcode: '13100' }

/** A made-up usager. */
export interface Person {
  title: 'madame' | 'monsieur'
  firstName: string
  lastName: string
  email: string
  /** `+33612345678`. */
  phone: string
  /** « 12 rue de la Banne ». */
  street: string
}

/** The nth usager: always the same one, and the only one with that address and that telephone. */
export function personOf(n: number): Person {
  const firstName = FIRST[n % FIRST.length]!
  const lastName = LAST[(n * 7 + Math.floor(n / FIRST.length)) % LAST.length]!
  return {
    title: n % 2 ? 'monsieur' : 'madame',
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}${n}@exemple.fr`,
    phone: `+336${String((n * 7919 + 12345678) % 100_000_000).padStart(8, '0')}`,
    street: `${1 + (n % 180)} ${STREETS[n % STREETS.length]}`,
  }
}

/** « Trottoir panne square … »: so many words that somebody might have written. */
export function sentence(dice: Dice, words: number): string {
  const said = Array.from({ length: words }, () => dice.pick(WORDS)).join(' ')
  return `${said[0]!.toUpperCase()}${said.slice(1)}.`
}

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
