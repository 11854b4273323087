import type { Part } from '#workflow/editor/parts'
import type { Problem } from '#workflow/main'

/** What the third area of the editor is about. `settings`: the whole, and how it begins. */
export type Subject = Part | 'settings' | 'services'

/** The parts as addresses call them. */
export const WORDS: Record<Subject, string> = {
  settings: 'depart',
  states: 'etats',
  actions: 'actions',
  deadlines: 'delais',
  routing: 'orientation',
  certificates: 'documents',
  services: 'services',
}

const SUBJECTS = Object.fromEntries(
  Object.entries(WORDS).map(([subject, word]) => [word, subject as Subject])
)

/** Of an action, in turn: who and where; what is asked; what follows. `supprimer`: of anything. */
export type Volet = 'essentiel' | 'demande' | 'suites' | 'supprimer'

const VOLETS: readonly Volet[] = ['essentiel', 'demande', 'suites', 'supprimer']

/** Where one stands in the editor. */
export interface Place {
  subject: Subject
  key: string
  volet: Volet
}

export const START: Place = { subject: 'settings', key: '', volet: 'essentiel' }

export const workflowsPath = '/admin/circuits'

export const workflowPath = (slug: string, rest = '') =>
  `${workflowsPath}/${slug}${rest && `/${rest}`}`

/** The address of the editor at this place, at its settings. */
export function placeHref(slug: string, { subject, key, volet }: Partial<Place> = {}): string {
  const query = new URLSearchParams()
  if (subject && subject !== 'settings')
    query.set('sur', key ? `${WORDS[subject]}.${key}` : WORDS[subject])
  if (volet && volet !== 'essentiel') query.set('volet', volet)
  const asked = query.toString()
  return `${workflowPath(slug)}${asked && `?${asked}`}#reglages`
}

/** Where a request stands, from its address or from the hidden fields of its form. */
export function placeIn(given: Record<string, unknown>): Place {
  const word = (name: string) => (typeof given[name] === 'string' ? given[name].slice(0, 200) : '')
  const asked = word('sur')
  const dot = asked.indexOf('.')
  const name = dot < 0 ? asked : asked.slice(0, dot)
  const volet = VOLETS.find((one) => one === word('volet')) ?? 'essentiel'
  const subject = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name]! : 'settings'
  return { subject, key: dot < 0 ? '' : asked.slice(dot + 1), volet }
}

/** How a form says where it stands. */
export const placeWord = ({ subject, key }: Place) =>
  key ? `${WORDS[subject]}.${key}` : WORDS[subject]

/** Where something that `check` found is mended; `deadlines` are the keys in their order. */
export function placeOf({ path }: Problem, deadlines: string[]): Place {
  const [part = '', key = '', what = ''] = path.split('/').slice(1)
  switch (part) {
    case 'states':
    case 'certificates':
    case 'services':
      return { subject: part, key, volet: 'essentiel' }
    case 'routing':
      return { subject: part, key, volet: 'essentiel' }
    case 'deadlines':
      return { subject: part, key: deadlines[Number(key)] ?? '', volet: 'essentiel' }
    case 'actions':
      return { subject: part, key, volet: voletOf(what) }
    default:
      return START
  }
}

function voletOf(what: string): Volet {
  if (what === 'form') return 'demande'
  const follows = ['effects', 'assigns', 'asks', 'answers', 'completes', 'reopens', 'corrects']
  return follows.includes(what) ? 'suites' : 'essentiel'
}
