import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, Form } from '#forms/main'

/** What the link brought along that led to a form. */
export interface Brought {
  answers: Answers
  /** The same as a query string, for the form to carry until there is a draft. */
  query: string
}

const MOST_CHARACTERS = 4000

/**
 * Read from the address, or from the hidden field of a form that was reached by it. By hand: the
 * framework's parser takes a comma for the end of a value, and « 12, rue de la Banne » has one.
 */
export function broughtBy({ request }: Pick<HttpContext, 'request'>, form: Form): Brought {
  const given: unknown =
    request.method() === 'POST' ? request.body().prefill : request.parsedUrl.query
  if (typeof given !== 'string' || given === '' || given.length > MOST_CHARACTERS) return NOTHING
  const values = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(given)) {
    values.set(name, [...(values.get(name) ?? []), value])
  }
  const answers = form.prefilled(values)
  const kept = [...values].filter(([name]) => isAnswered(answers, name))
  const query = new URLSearchParams(kept.flatMap(([name, all]) => all.map((one) => [name, one])))
  return { answers, query: query.toString() }
}

const NOTHING: Brought = { answers: {}, query: '' }

function isAnswered(answers: Answers, path: string): boolean {
  const found = path
    .split('.')
    .reduce<any>((at, key) => (at && Object.hasOwn(at, key) ? at[key] : undefined), answers)
  return found !== undefined
}
