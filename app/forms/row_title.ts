import type { Question } from './question.js'
import { say } from './say.js'

/** What the nth row of a group is called: « Enfant 2 ». */
export function rowTitle({ spec, type }: Question, index: number): string {
  const title = spec['x-row-title']
  const name = typeof title === 'string' ? title : say(type.rowTitle ?? 'forms.group.row')
  return `${name} ${index + 1}`
}
