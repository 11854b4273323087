import type { ActionField, FieldKind } from './action_form.js'
import { longest, mostFiles } from './action_schema.js'
import { fr } from './french.js'
import type { ApplyContext } from './standing.js'

type Read = { value?: unknown; error?: string }
type Reader = (field: ActionField, raw: unknown, context: ApplyContext) => Read

/** One reader by kind of field; each gets an answer that is not empty. */
export const readers: Record<FieldKind, Reader> = {
  'short-text': (field, raw) => text(field, raw, longest['short-text']),
  'long-text': (field, raw) => text(field, raw, longest['long-text']),
  'choice': (field, raw) => {
    const chosen = field.choices?.find((choice) => choice.value === raw)
    return chosen
      ? { value: chosen.value }
      : wrong(field, 'choisissez l’une des réponses proposées.')
  },
  'yes-no': (field, raw) => {
    if (raw === true || raw === 'oui') return { value: true }
    if (raw === false || raw === 'non') return { value: false }
    return wrong(field, 'répondez par oui ou par non.')
  },
  'date': (field, raw) =>
    typeof raw === 'string' && isDate(raw)
      ? { value: raw }
      : wrong(field, 'indiquez une date valide.'),
  'service': (field, raw, { services = [] }) => {
    const found = services.find(({ id }) => id === raw)
    return found
      ? { value: { id: found.id, label: found.label } }
      : wrong(field, 'choisissez un service de la liste.')
  },
  'services': (field, raw, { services = [] }) => {
    const found = all(raw, (id) => services.find((service) => service.id === id))
    return found
      ? { value: found.map(({ id, label }) => ({ id, label })) }
      : wrong(field, 'choisissez des services de la liste.')
  },
  'questions': (field, raw, { questions = [] }) => {
    const found = all(raw, (path) => questions.find((question) => question.path === path))
    return found
      ? { value: found.map(({ path, title }) => ({ path, title })) }
      : wrong(field, 'choisissez des questions du formulaire.')
  },
  'files': (field, raw) => {
    const ids = all(raw, (id) => id)
    return ids && ids.length <= mostFiles
      ? { value: ids }
      : wrong(field, `joignez ${mostFiles} fichiers au plus.`)
  },
}

function text(field: ActionField, raw: unknown, most: number): Read {
  if (typeof raw !== 'string') return wrong(field, 'indiquez un texte.')
  const value = clean(raw)
  const limit = field.maxLength ?? most
  const length = [...value].length
  if (length <= limit) return { value }
  return wrong(field, `${length} caractères, la limite est de ${limit}.`)
}

// PostgreSQL refuses NUL, and marks that turn text around let one text pose as another.
const unprintable = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

function clean(raw: string): string {
  const sound = raw.replace(/\r\n?/g, '\n').toWellFormed().normalize('NFC')
  return sound.replace(unprintable, '').trim()
}

/** A form with one box ticked sends a string, with several an array. Each is taken once. */
function all<T>(raw: unknown, find: (key: string) => T | undefined): T[] | null {
  const keys = Array.isArray(raw) ? raw : [raw]
  const found = keys.map((key) => (typeof key === 'string' && key ? find(key) : undefined))
  return found.includes(undefined) ? null : ([...new Set(found)] as T[])
}

function isDate(raw: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(raw)) return false
  const date = new Date(`${raw}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(raw)
}

function wrong(field: ActionField, what: string): Read {
  return { error: fr`« ${field.title} » : ${what}` }
}
