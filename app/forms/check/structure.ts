import { say } from '../say.js'
import { isBag, type Bag } from '../values.js'
import { isSafeKey } from './keys.js'
import { checkQuestion } from './question.js'
import type { Report } from './problem.js'

const TOP = [
  '$schema',
  '$comment',
  'type',
  'title',
  'description',
  'properties',
  'required',
  'x-order',
  'x-allow-nir',
  'x-single-page',
  'x-report',
]
const PAGE = [
  'type',
  'title',
  'description',
  'properties',
  'required',
  'x-order',
  'x-show-if',
  'x-exit',
]
const MOST_QUESTIONS = 400

export type Container = 'page' | 'section' | 'group'

export function checkTop(document: Bag, report: Report): void {
  checkKeywords(document, TOP, [], say('forms.check.the_form'), report)
  if (document.type !== 'object') report(['type'], say('forms.check.not_a_form'))
  for (const keyword of ['x-allow-nir', 'x-single-page']) {
    const setting = document[keyword]
    if (setting === undefined || typeof setting === 'boolean') continue
    const title = say('forms.check.the_form')
    report([keyword], say('forms.check.setting', { title, wanted: 'true, false' }))
  }
  checkOrder(document, [], say('forms.check.the_form'), report)
}

/** A page, a section or the rows of a group: what holds questions. */
export function checkContainer(
  value: unknown,
  at: string[],
  kind: Container,
  report: Report
): void {
  const key = at.at(-1)!
  if (!isBag(value)) return report(at, say('forms.check.shape', { title: key }))
  const title = typeof value.title === 'string' && value.title ? value.title : key
  if (kind === 'page') {
    checkKey(key, at, report)
    checkKeywords(value, PAGE, at, title, report)
    checkText(value, at, title, report)
    if (!value.title) report(at, say('forms.check.no_title', { title: key }))
    checkExit(value, at, title, report)
  }
  if (value.type !== undefined && value.type !== 'object') {
    report([...at, 'type'], say('forms.check.shape', { title }))
  }
  const properties = isBag(value.properties) ? value.properties : {}
  const count = Object.keys(properties).length
  if (count === 0) report(at, say('forms.check.empty', { title }))
  if (count > MOST_QUESTIONS) return report(at, say('forms.check.too_big'))
  checkOrder(value, at, title, report)
  for (const [name, question] of Object.entries(properties)) {
    checkQuestion(question, [...at, 'properties', name], kind, report)
  }
}

/** A page that sends people away asks them nothing, and tells them why. */
function checkExit(page: Bag, at: string[], title: string, report: Report): void {
  const exit = page['x-exit']
  if (exit !== undefined && typeof exit !== 'boolean') {
    report([...at, 'x-exit'], say('forms.check.setting', { title, wanted: 'true, false' }))
  }
  const types = Object.values(isBag(page.properties) ? page.properties : {}).map((question) =>
    isBag(question) ? question['x-question'] : undefined
  )
  const onlyTells = types.every((type) => type === 'explanation' || type === 'title')
  if (exit === true && !(onlyTells && types.includes('explanation'))) {
    report([...at, 'x-exit'], say('forms.check.exit_page', { title }))
  }
}

/** `x-order` and `required` name what is there, each once; JSON in a database keeps no order of its own. */
function checkOrder(value: Bag, at: string[], title: string, report: Report): void {
  const keys = isBag(value.properties) ? Object.keys(value.properties) : []
  const order = value['x-order']
  const isOrder =
    Array.isArray(order) &&
    order.length === keys.length &&
    new Set(order).size === keys.length &&
    order.every((key) => keys.includes(key))
  if (!isOrder && !(order === undefined && keys.length < 2)) {
    report([...at, 'x-order'], say('forms.check.order', { title }))
  }
  const required = value.required ?? []
  const fine = Array.isArray(required) && required.every((key) => keys.includes(key))
  if (!fine) report([...at, 'required'], say('forms.check.required', { title }))
}

export function checkKey(key: string, at: string[], report: Report): void {
  if (!isSafeKey(key)) report(at, say('forms.check.key', { key: key.slice(0, 80) }))
}

export function checkKeywords(
  value: Bag,
  known: readonly string[],
  at: string[],
  title: string,
  report: Report
): void {
  for (const keyword of Object.keys(value)) {
    if (known.includes(keyword)) continue
    const message = say('forms.check.keyword', { title, keyword: keyword.slice(0, 80) })
    report([...at, keyword], message)
  }
}

export function checkText(value: Bag, at: string[], title: string, report: Report): void {
  for (const [keyword, most] of [
    ['title', 500],
    ['description', 5000],
  ] as const) {
    const text = value[keyword]
    if (text !== undefined && (typeof text !== 'string' || text.length > most)) {
      report([...at, keyword], say('forms.check.text', { title }))
    }
  }
}
