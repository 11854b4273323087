import { options, type Option } from './controls/option.js'
import type { Answers } from './document.js'
import { layoutOf } from './layout.js'
import type { Page, Question } from './question.js'
import type { Clock } from './types/type.js'
import type { Validator } from './validator.js'
import { walk } from './walk.js'

/** A question that an address may answer: `?probleme.categorie=voirie`. */
export interface PrefillKey {
  /** The name in the address. */
  path: string
  title: string
  /** The title of its page. */
  page: string
  /** The name of the answer type. */
  type: string
  /** Of a choice: what may be given, and what it means. */
  options?: Option[]
  /** Several values: the name is repeated. */
  multiple: boolean
}

/** One value of one question that is always asked once; never a file, a secret, or an act of will. */
export function canPrefill(question: Question): boolean {
  const { type, sensitive, group } = question
  const holds = type.shape === 'value' && !type.compute && !type.settings
  return holds && !sensitive && group === undefined && layoutOf(question) !== 'tick'
}

export function prefillKeys(pages: Page[]): PrefillKey[] {
  return pages.flatMap((page) =>
    [...walk([page])].filter(isOpen).map(({ path, title, type, spec }) => ({
      path,
      title,
      page: page.title,
      type: type.name,
      multiple: type.multiple === true,
      ...(type.comparison === 'choice' && { options: options(spec) }),
      ...(type.comparison === 'list' && { options: options(spec.items ?? {}) }),
    }))
  )
}

/**
 * The answers that an address brings: what the document allows and what can stand, each on its own.
 * Anything else is dropped, since whoever opens the link has not typed it and cannot mend it.
 *
 * @param given the values of each name, as they came
 */
export function prefilled(
  pages: Page[],
  given: Map<string, string[]>,
  validator: Validator,
  clock: Clock
): Answers {
  const answers: Answers = {}
  for (const question of walk(pages)) {
    const values = isOpen(question) ? given.get(question.path) : undefined
    if (!values || values.length === 0) continue
    const raw = question.type.multiple ? values : values[0]
    const value = question.type.decode?.(raw, question.spec)
    if (value === undefined || !stands(question, value, validator, clock)) continue
    put(answers, question.path.split('.'), value)
  }
  return answers
}

const isOpen = (question: Question) => question.spec['x-prefill'] === true && canPrefill(question)

/** Whether nothing is wrong with the value itself, whatever else is missing. */
function stands({ path }: Question, value: unknown, validator: Validator, clock: Clock): boolean {
  const alone: Answers = {}
  put(alone, path.split('.'), value)
  if (validator.call(clock, alone)) return true
  const at = `/${path.replaceAll('.', '/')}`
  return !(validator.errors ?? []).some(({ instancePath }) =>
    `${instancePath}/`.startsWith(`${at}/`)
  )
}

function put(target: Answers, path: string[], value: unknown): void {
  let at = target as Record<string, unknown>
  for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>
  at[path.at(-1)!] = value
}
