import { blankQuestion } from '#forms/builder/blank'
import type { Operation } from '#forms/builder/operations'
import { read, Unreadable } from '#forms/builder/panel'
import { SETTINGS } from '#forms/builder/settings'
import { everything, placeOf, type Place } from '#forms/builder/tree'
import type { Document, Spec } from '#forms/main'
import { typeset, wordingOf } from '#forms/builder/wording'
import { parse } from '#forms/parse'
import { canPrefill } from '#forms/prefill'
import { typeNamed } from '#forms/types/registry'
import { walk } from '#forms/walk'
import type { ContactRole } from '#forms/document'
import { isBag, line, own, text } from '#forms/values'
import { t } from '#shared/translate'
import type { Volet } from './address.js'
import { HOLDERS } from './type_groups.js'

type Body = Record<string, unknown>

export interface ReadPanel {
  operation: Operation
  /** By the name of the field: what could not be read as it was typed. */
  errors: Record<string, string>
}

/** Which contact of the usager an answer type can be. */
export const ROLES: Record<string, ContactRole> = {
  'email': 'contact-email',
  'phone': 'contact-phone',
  'identity': 'contact-name',
  'short-text': 'contact-name',
}

/** The change that a panel asks for. Only what stands on its tab is taken from it. */
export function readPanel(
  document: Document,
  path: string,
  volet: Volet,
  body: Body
): ReadPanel | null {
  const place = placeOf(document, path)
  if (!place) return null
  const errors: Record<string, string> = {}
  if (volet === 'avance') {
    const spec = advanced(place, body, errors)
    if (mayPrefill(document, path)) {
      put(spec, 'x-prefill', line(body.prefill) === '' ? undefined : true)
    }
    const key = line(body.key, 80)
    return { operation: { type: 'edit', path, spec, ...(key && { key }) }, errors }
  }
  const spec = essential(document, place, path, body, errors)
  const required = line(body.required) !== ''
  return { operation: { type: 'edit', path, spec, required }, errors }
}

function essential(document: Document, place: Place, path: string, body: Body, errors: Body): Spec {
  const { spec: old, into } = place
  const title = wordingOf(body.title)
  const description = typeset(text(body.description, 5000))
  const type = into === '' ? '' : newType(old, body.type)
  if (title === '' && type !== 'explanation') errors.title = t('builder.error.title')
  if (type === 'explanation' && title === '' && description === '') {
    errors.description = t('builder.error.text')
  }
  const isOther = into !== '' && type !== old['x-question']
  const spec = isOther ? becoming(document, path, old, type, title) : { ...old }
  put(spec, 'title', title || undefined)
  put(spec, 'description', description || undefined)
  if (into === '') put(spec, 'x-exit', line(body.exit) === '' ? undefined : true)
  if (isOther) return spec
  if (body.list !== undefined && takeList(spec, type, line(body.list, 64))) return spec
  readSettings(SETTINGS[type]?.essential ?? [], spec, body, errors)
  if (ROLES[type]) {
    put(spec, 'x-role', line(body.role) === '' ? undefined : (old['x-role'] ?? ROLES[type]))
  }
  return spec
}

/** The options of a list of the commune, or one's own again. @returns whether the list takes their place */
function takeList(spec: Spec, type: string, name: string): boolean {
  const had = spec['x-options-from'] !== undefined
  if (name === '' && !had) return false
  for (const keyword of ['x-options-from', 'oneOf', 'enum', 'items']) delete spec[keyword]
  if (name === '') Object.assign(spec, structuredClone(SETTINGS[type]?.blank))
  else spec['x-options-from'] = name
  return true
}

function newType(old: Spec, asked: unknown): string {
  const type = line(asked)
  const current = old['x-question']!
  return typeNamed(type) && !HOLDERS.includes(type) && !HOLDERS.includes(current) ? type : current
}

/** Of another type: what any question has stays, and the options of a choice. */
function becoming(document: Document, path: string, old: Spec, type: string, title: string): Spec {
  const spec = blankQuestion(type, title, numbersBefore(document, path))
  for (const keyword of ['x-sensitive', 'x-autocomplete']) {
    if (old[keyword] !== undefined && typeNamed(type)!.shape !== 'none')
      put(spec, keyword, old[keyword])
  }
  const options = old.oneOf ?? old.items?.oneOf
  if (type === 'choice' && options) spec.oneOf = options
  if (type === 'choices' && options) spec.items = { type: 'string', oneOf: options }
  return spec
}

function advanced({ spec: old, into }: Place, body: Body, errors: Body): Spec {
  const spec = { ...old }
  const type = typeNamed(old['x-question'])
  readSettings(SETTINGS[type?.name ?? '']?.advanced ?? [], spec, body, errors)
  put(spec, 'x-sensitive', sensitivity(line(body.sensitive) !== '', type?.sensitive === true))
  if (into === '' || type?.shape === 'none') return spec
  if (type && autocompletes(old)) {
    const isOn = line(body.autocomplete) !== ''
    put(spec, 'x-autocomplete', isOn ? old['x-autocomplete'] || true : undefined)
  }
  put(
    spec,
    'x-message',
    wording(old, wordingOf(body.message_required), wordingOf(body.message_invalid))
  )
  return spec
}

/** Whether the browser may know the answer, once it is told that the question is about the usager. */
export function autocompletes(spec: Spec): boolean {
  const type = typeNamed(spec['x-question'])
  return type?.autocomplete !== undefined || type?.name === 'address' || 'x-autocomplete' in spec
}

/** Whether a link to the form may bring the answer along. */
export function mayPrefill(document: Document, path: string): boolean {
  const question = [...walk(parse(document))].find((one) => one.path === path)
  return question !== undefined && canPrefill(question)
}

function sensitivity(isOn: boolean, isUsual: boolean): boolean | undefined {
  return isOn === isUsual ? undefined : isOn
}

/** One's own words for a missing answer, and for one that cannot stand, whatever rule it breaks. */
function wording(old: Spec, required: string, invalid: string): Record<string, string> | undefined {
  const type = typeNamed(old['x-question'])
  const rules = Object.keys(type?.messages ?? {}).filter((rule) => rule !== 'required')
  const all = {
    ...(required && { required }),
    ...(invalid &&
      Object.fromEntries(['minLength', 'maxLength', ...rules].map((rule) => [rule, invalid]))),
  }
  return Object.keys(all).length > 0 ? all : undefined
}

/** The same, as the fields show it. */
export function wordingShown(spec: Spec): { required: string; invalid: string } {
  const given = spec['x-message']
  if (typeof given === 'string') return { required: given, invalid: given }
  const { required = '', ...others } = given ?? {}
  return { required, invalid: Object.values(others)[0] ?? '' }
}

function readSettings(
  settings: (typeof SETTINGS)[string]['essential'],
  spec: Spec,
  body: Body,
  errors: Body
): void {
  const posted = isBag(body.s) ? body.s : {}
  const old = { ...spec }
  for (const setting of settings) {
    try {
      put(spec, setting.keyword, read(setting, own(posted, setting.keyword), old))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      const key = setting.kind === 'bound' ? 'bound' : setting.kind === 'count' ? 'whole' : 'number'
      errors[`s[${setting.keyword}]`] = t(`builder.error.${key}`)
    }
  }
}

/** The questions before this one that are answered by a number. */
export function numbersBefore(document: Document, path: string): string[] {
  const before: string[] = []
  for (const { path: one, spec } of everything(document)) {
    if (one === path) break
    if (typeNamed(spec['x-question'])?.comparison === 'number') before.push(one)
  }
  return before
}

function put(spec: Spec, keyword: string, value: unknown): void {
  if (value === undefined) delete spec[keyword]
  else spec[keyword] = value
}
