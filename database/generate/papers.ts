import { searchText } from '#dossiers/search_text'
import type { Answers, Document, Form } from '#forms/main'
import { answersTo } from './answers.js'
import type { Dice } from './dice.js'
import { Mould } from './mould.js'
import type { Person } from './people.js'

/** What differs from one dossier to another that were filled in alike. */
type Hole = 'first' | 'last' | 'email' | 'mailbox' | 'phone' | 'street' | 'words' | 'lat' | 'lon'

/** How a form was filled in, but for who did, where, and in which words. */
export interface Paper {
  /** JSON. */
  answers: Mould<Hole>
  search: Mould<Hole>
  name: Mould<Hole> | null
  hasEmail: boolean
  hasPhone: boolean
  report: { kind: string } | null
}

/** No one is called so, and nothing else is in its letters: they come through `searchText` as a word. */
const MARKED: Person = {
  title: 'madame',
  firstName: 'Qqprenom',
  lastName: 'Qqnom',
  email: 'qqcourriel@exemple.fr',
  phone: '+33699999001',
  street: 'Qqvoie',
}
const WORDS = 'Qqtexte'
const POINT = { lat: 43.5123456, lon: 5.4123456 }

const IN_ANSWERS: [string, Hole][] = [
  [MARKED.firstName, 'first'],
  [MARKED.lastName, 'last'],
  [MARKED.email, 'email'],
  [MARKED.phone, 'phone'],
  [MARKED.street, 'street'],
  [WORDS, 'words'],
  [String(POINT.lat), 'lat'],
  [String(POINT.lon), 'lon'],
]
const IN_SEARCH: [string, Hole][] = [
  ['qqprenom', 'first'],
  ['qqnom', 'last'],
  ['qqcourriel@exemple.fr', 'email'],
  ['qqcourriel', 'mailbox'],
  ['0699999001', 'phone'],
  ['qqvoie', 'street'],
  ['qqtexte', 'words'],
]

/** So many ways of filling in a form, worked out by the form itself. */
export function papersOf(
  { form, document, title }: { form: Form; document: Document; title: string },
  dice: Dice,
  count: number
): Paper[] {
  const voice = {
    person: MARKED,
    dice,
    words: () => WORDS,
    point: () => POINT,
    today: new Date().toISOString().slice(0, 10),
  }
  return Array.from({ length: count }, () => {
    const answers = drawn(form, () => form.visible(answersTo(document, voice)))
    const contact = form.contact(answers)
    const reported = form.reported(answers)
    const text = searchText({ reference: null, demarcheTitle: title }, form, answers)
    return {
      answers: new Mould(JSON.stringify(answers), IN_ANSWERS),
      search: new Mould(text, IN_SEARCH),
      name: contact.name === undefined ? null : new Mould(contact.name, IN_ANSWERS),
      hasEmail: contact.email !== undefined,
      hasPhone: contact.phone !== undefined,
      report: reported ? { kind: reported.kind } : null,
    }
  })
}

const DRAWS = 300

/** Drawn until the form takes them, but for the files that nobody sends; of a form that never does, the last. */
function drawn(form: Form, draw: () => Answers): Answers {
  for (let draws = 1; ; draws++) {
    const answers = draw()
    const wrong = form.validate(answers).filter(({ path }) => !isFile(form.question(path)?.type))
    if (wrong.length === 0 || draws === DRAWS) return answers
  }
}

const isFile = (type?: string) => type === 'file' || type === 'photo'

/** What fills the holes of a paper: as it is written, and as it is searched. */
export function fillingOf(person: Person, words: string, lat: number, lon: number) {
  const written: Record<Hole, string> = {
    first: person.firstName,
    last: person.lastName,
    email: person.email,
    mailbox: person.email,
    phone: person.phone,
    street: person.street,
    words,
    lat: lat.toFixed(6),
    lon: lon.toFixed(6),
  }
  const [mailbox] = person.email.split('@') as [string]
  const sought: Record<Hole, string> = {
    ...written,
    first: folded(person.firstName),
    last: folded(person.lastName),
    mailbox: `${mailbox} ${mailbox.replace('.', ' ')}`,
    phone: `0${person.phone.slice(3)}`,
    street: folded(person.street),
    words: folded(words),
  }
  return { written, sought }
}

/** « Éclairage, rue. » is searched as « eclairage rue ». */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('.', '')
    .toLowerCase()
