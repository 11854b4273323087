import { say } from '../say.js'
import { typeNamed } from '../types/registry.js'
import type { AnswerType } from '../types/type.js'
import { isBag, type Bag } from '../values.js'
import type { Spec } from '../document.js'
import type { Report } from './problem.js'
import { checkContainer, checkKey, checkKeywords, checkText, type Container } from './structure.js'

const COMMON = ['x-question', 'title', 'description', 'x-show-if', 'x-sensitive', '$comment']
const ANSWERED = ['x-message', 'x-autocomplete', 'x-role', 'x-prefill']
const LISTS: Record<string, string[]> = {
  items: ['type', 'oneOf', 'enum'],
  oneOf: ['const', 'title', 'description'],
}

export function checkQuestion(value: unknown, at: string[], kind: Container, report: Report): void {
  const key = at.at(-1)!
  checkKey(key, at, report)
  if (!isBag(value)) return report(at, say('forms.check.shape', { title: key }))
  const title = typeof value.title === 'string' && value.title ? value.title : key
  const type = typeNamed(value['x-question'])
  if (!type || type.isPart) {
    return report([...at, 'x-question'], say('forms.check.type', { title }))
  }
  checkText(value, at, title, report)
  if (!value.title && type.name !== 'explanation') {
    report(at, say('forms.check.no_title', { title: key }))
  }
  checkNesting(type, kind, at, title, report)
  checkSettings(type, value, at, title, report)
  if (type.name === 'section') checkContainer(value, at, 'section', report)
  if (type.shape === 'rows' && !type.parts) {
    checkContainer(value.items, [...at, 'items'], 'group', report)
  }
}

function checkNesting(
  type: AnswerType,
  kind: Container,
  at: string[],
  title: string,
  report: Report
) {
  const nests = type.name === 'section' || type.shape === 'rows'
  const allowed = kind === 'page' || (kind === 'section' && type.shape === 'rows')
  if (nests && !allowed) report(at, say('forms.check.nesting', { title }))
}

function checkSettings(type: AnswerType, spec: Bag, at: string[], title: string, report: Report) {
  const before = { count: 0 }
  const counting: Report = (...problem) => {
    before.count += 1
    report(...problem)
  }
  const fixed = fixedKeywords(type, spec)
  const answered = type.shape === 'none' ? [] : ANSWERED
  const known = [...COMMON, ...answered, ...(type.keywords ?? []), ...fixed]
  checkKeywords(spec, known, at, title, counting)
  if (isBag(spec.items) && type.shape === 'value') {
    checkKeywords(spec.items, LISTS.items!, [...at, 'items'], title, counting)
  }
  for (const option of [spec.oneOf, isBag(spec.items) ? spec.items.oneOf : undefined].flat()) {
    if (isBag(option)) checkKeywords(option, LISTS.oneOf!, at, title, counting)
  }
  for (const keyword of ['x-row-title', 'x-add-title', 'x-unit']) {
    const text = spec[keyword]
    if (text !== undefined && (typeof text !== 'string' || text.length > 100)) {
      counting([...at, keyword], say('forms.check.text', { title }))
    }
  }
  checkWording(spec, at, title, counting)
  if (before.count > 0) return
  const wrong = type.check?.(spec as Spec)
  if (wrong !== undefined) report(at, say('forms.check.setting', { title, wanted: wrong }))
}

/** Standard keywords that follow from the type: there for other readers, and only with that value. */
function fixedKeywords(type: AnswerType, spec: Bag): string[] {
  const own = new Set(type.keywords)
  const holder = { value: {}, parts: { type: 'object' }, rows: { type: 'array' }, none: {} }
  const schema: Bag = { ...holder[type.shape], ...type.schema?.(spec as Spec) }
  return Object.keys(schema).filter(
    (keyword) =>
      !keyword.startsWith('x-') &&
      !own.has(keyword) &&
      keyword !== 'pattern' &&
      JSON.stringify(schema[keyword]) === JSON.stringify(spec[keyword])
  )
}

function checkWording(spec: Bag, at: string[], title: string, report: Report): void {
  const message = spec['x-message']
  const texts = isBag(message) ? Object.values(message) : message === undefined ? [] : [message]
  if (!texts.every((text) => typeof text === 'string' && text !== '' && text.length <= 500)) {
    report([...at, 'x-message'], say('forms.check.text', { title }))
  }
  for (const keyword of ['x-sensitive', 'x-prefill']) {
    if (spec[keyword] === undefined || typeof spec[keyword] === 'boolean') continue
    report([...at, keyword], say('forms.check.setting', { title, wanted: 'true, false' }))
  }
  const token = spec['x-autocomplete']
  const fine =
    typeof token === 'boolean' || (typeof token === 'string' && /^[a-z0-9 -]{1,60}$/.test(token))
  if (token !== undefined && !fine) {
    report([...at, 'x-autocomplete'], say('forms.check.setting', { title, wanted: 'true, email…' }))
  }
}
