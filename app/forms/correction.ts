import { conditionsOf } from './conditions/holds.js'
import type { Answers, Rule } from './document.js'
import type { Page, Question } from './question.js'
import { own, type Bag } from './values.js'
import { asked, walk } from './walk.js'

/** What a correction goes over: what was singled out and what hangs on it, else everything. */
export function reopened(pages: Page[], only?: string[]): Set<string> {
  if (only) return withDependents(pages, only)
  return new Set([...walk(pages)].map(({ path }) => path))
}

/** An answer that was accepted is not refused later, because « today » has moved on. */
export function stands(path: string, before: Answers, after: Answers): boolean {
  const [page = '', key = ''] = path.split('.')
  const [former, now] = [own(before[page], key), own(after[page], key)]
  return former !== undefined && JSON.stringify(former) === JSON.stringify(now)
}

/** The asked questions, and all that their answers may show or hide in turn. */
export function withDependents(pages: Page[], only: string[]): Set<string> {
  const wanted = new Set(only)
  // Rules look backwards, so that one pass in order reaches everything.
  for (const page of pages) {
    const whole = dependsOn(page.rule, wanted)
    for (const question of walk([page])) {
      const follows = whole || dependsOn(question.rule, wanted) || computedFrom(question, wanted)
      if (follows) wanted.add(question.path)
    }
  }
  return wanted
}

/** Whether a question is among these, belongs to one of them, or holds one. */
export function concerns(wanted: Set<string>, question: Question): boolean {
  const { path } = question
  for (const one of wanted) {
    if (path === one || path.startsWith(`${one}.`) || one.startsWith(`${path}.`)) return true
  }
  return false
}

/** The old answers, with those to the asked questions of one page replaced by what was decoded. */
export function merge(
  page: Page,
  old: Answers,
  decoded: Bag,
  wanted: Set<string> | undefined
): Answers {
  if (!wanted) return { ...old, [page.key]: decoded }
  const merged = structuredClone(own(old, page.key) ?? {}) as Bag
  for (const question of asked(page.questions)) {
    if (!concerns(wanted, question)) continue
    const [, ...path] = question.path.split('.')
    put(merged, path, path.reduce<unknown>(own, decoded))
  }
  return { ...old, [page.key]: merged }
}

function put(target: Bag, path: string[], value: unknown): void {
  const last = path.at(-1)!
  let at = target
  for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Bag
  if (value === undefined) delete at[last]
  else at[last] = value
}

function computedFrom({ type, spec }: Question, wanted: Set<string>): boolean {
  const operands = type.operands?.(spec) ?? []
  return operands.some((path) => [...wanted].some((one) => `${path}.`.startsWith(`${one}.`)))
}

function dependsOn(rule: Rule | undefined, wanted: Set<string>): boolean {
  return conditionsOf(rule).some(({ question }) => wanted.has(question))
}
