import type { Question } from '../question.js'

export const helpId = (id: string) => `${id}-help`
export const errorId = (id: string) => `${id}-error`

/** For `aria-describedby`: only what is really there. */
export function descriptionIds(
  { spec }: Question,
  id: string,
  invalid: boolean
): string | undefined {
  const ids = [spec.description && helpId(id), invalid && errorId(id)].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
