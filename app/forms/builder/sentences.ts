import { comparisonIn } from '../conditions/holds.js'
import { OPERATORS } from '../conditions/operators.js'
import { options, titleOf, type Option } from '../controls/option.js'
import type { Condition, Document, Spec } from '../document.js'
import { amount, date, number } from '../french.js'
import { parse } from '../parse.js'
import type { Question } from '../question.js'
import { parseNumber } from '../types/number/number.js'
import { line, plain } from '../values.js'
import { walk } from '../walk.js'
import { everything } from './tree.js'

/** What a condition may look at: a question before, and how it can be asked. */
export interface Askable {
  path: string
  title: string
  /** The title of its page. */
  page: string
  operators: string[]
  /** What its value is picked from; without them it is typed. */
  options?: Option[]
  /** How what is typed is read. */
  comparison: string
  /** Typed in euros, kept in cents. */
  isAmount: boolean
}

const YES_NO: Option[] = [
  { value: 'oui', title: 'oui' },
  { value: 'non', title: 'non' },
]
/** Those whose value is not one: « a une réponse », « n’a pas de réponse ». */
const PRESENCE = ['filled', 'empty']

/** The questions that the rule of this one may look at, in the order of the form. */
export function askableFor(document: Document, path: string): Askable[] {
  const pages = parse(document)
  const titles = new Map(pages.map((page) => [page.key, page.title]))
  const order = [...everything(document)].map((one) => one.path)
  const end = order.indexOf(path)
  const before = new Set(order.slice(0, Math.max(end, 0)))
  const own = [...walk(pages)].find((question) => question.path === path)
  const isPart = (question: Question) => !order.includes(question.path)
  return [...walk(pages)]
    .filter((question) => before.has(question.path) && !isPart(question))
    .filter(({ type, group }) => type.shape !== 'none' && (!group || group === own?.group))
    .filter(({ path: other }) => !path.startsWith(`${other}.`))
    .map((question) => askableOf(question, titles.get(question.path.split('.')[0]!) ?? ''))
}

/** All the questions that a rule about the whole form may look at, those of repeated groups left out. */
export function askableIn(document: Document): Askable[] {
  const pages = parse(document)
  const titles = new Map(pages.map((page) => [page.key, page.title]))
  const order = new Set([...everything(document)].map((one) => one.path))
  return [...walk(pages)]
    .filter(({ path, type, group }) => order.has(path) && type.shape !== 'none' && !group)
    .map((question) => askableOf(question, titles.get(question.path.split('.')[0]!) ?? ''))
}

function askableOf({ path, title, type, spec }: Question, page: string): Askable {
  const comparison = type.comparison ?? 'presence'
  const known = Object.keys(OPERATORS).filter((name) => OPERATORS[name]!.asks.includes(comparison))
  const listed = spec['x-options-from'] !== undefined
  return {
    path,
    title,
    page,
    comparison,
    isAmount: isAmount(spec),
    operators: [...known.filter((name) => name !== 'one-of'), ...PRESENCE],
    ...(!listed && comparison === 'choice' && { options: options(spec) }),
    ...(!listed && comparison === 'list' && { options: options(spec.items ?? {}) }),
    ...(comparison === 'boolean' && { options: YES_NO }),
  }
}

/** A condition as its three fields show it. */
export function showCondition(condition: Condition, asked: Spec | undefined) {
  const { operator, value } = comparisonIn(condition)
  if (operator === 'empty') {
    return { question: condition.question, operator: value ? 'empty' : 'filled', value: '' }
  }
  if (operator === 'one-of' && Array.isArray(value)) {
    return { question: condition.question, operator, value: value.map(plain).join(', ') }
  }
  return { question: condition.question, operator, value: typed(value, asked) }
}

/** From its three fields; undefined as long as one of them is missing or cannot be read. */
export function readCondition(
  { question, operator, value }: { question: string; operator: string; value: string },
  asked: Askable | undefined
): Condition | undefined {
  if (!asked) return undefined
  if (operator === 'filled') return { question, empty: false }
  if (operator === 'empty') return { question, empty: true }
  if (operator === 'one-of') {
    const values = value.split(',').map((one) => valueOf(line(one, 255), asked))
    return values.includes(undefined) ? undefined : { question, 'one-of': values }
  }
  const known = valueOf(line(value, 255), asked)
  if (known === undefined || !asked.operators.includes(operator)) return undefined
  return { question, [operator]: known } as Condition
}

/** The value of a condition in words: an option by its title, a date and an amount as they are written. */
export function valueInWords(condition: Condition, asked: Spec | undefined): string {
  const { value } = comparisonIn(condition)
  if (Array.isArray(value)) return value.map((one) => wordOf(one, asked)).join(', ')
  return wordOf(value, asked)
}

function wordOf(value: unknown, asked: Spec = {}): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'number') return isAmount(asked) ? amount(value) : number(value)
  const list = [...options(asked), ...options(asked.items ?? {})]
  return list.length > 0 ? titleOf(list, value) : date(value)
}

function typed(value: unknown, asked: Spec | undefined): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'number') return number(isAmount(asked) ? value / 100 : value)
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain(value))
  return day ? `${day[3]}/${day[2]}/${day[1]}` : plain(value)
}

function valueOf(given: string, asked: Askable): unknown {
  const { comparison, options: list } = asked
  if (given === '') return undefined
  switch (comparison) {
    case 'boolean':
      return given === 'oui' ? true : given === 'non' ? false : undefined
    case 'number': {
      const known = parseNumber(given)
      return known !== undefined && asked.isAmount ? Math.round(known * 100) : known
    }
    case 'date': {
      const day = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(given)
      return day ? `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}` : given
    }
    case 'choice':
    case 'list':
      return !list || list.some(({ value }) => value === given) ? given : undefined
    default:
      return given
  }
}

function isAmount(asked: Spec | undefined): boolean {
  return asked?.['x-question'] === 'amount' || asked?.['x-format'] === 'amount'
}
