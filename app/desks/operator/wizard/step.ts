import type { Answers, Draft } from '#desks/operator/wizard/draft'

/** What is wrong with a page that was sent: by the name of a field, in words. */
export type Errors = Record<string, string>

export type Taken = { type: 'taken'; answers: Answers } | { type: 'refused'; errors: Errors }

/** One page of the wizard. */
export interface Step {
  /** The end of its address, and its name in the texts. */
  path: string
  isDone(answers: Answers): boolean
  /** The fields as they were answered. */
  fields(answers: Answers): Record<string, unknown>
  /** What the page shows besides. @param query of the address */
  show(draft: Draft, query: Record<string, string>): Promise<Record<string, unknown>>
  take(body: Record<string, unknown>, draft: Draft): Promise<Taken>
}

export const line = (value: unknown, longest = 254) =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, longest) : ''

export const isEmail = (text: string) =>
  text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)

export function outcome(errors: Errors, answers: () => Answers): Taken {
  return Object.keys(errors).length > 0
    ? { type: 'refused', errors }
    : { type: 'taken', answers: answers() }
}
