import type { Answers, Lists } from './document.js'
import { fieldErrors, type FieldError } from './errors.js'
import { withExit, type Exit } from './exits.js'
import { withFrames } from './frames.js'
import type { Page } from './question.js'
import type { Clock } from './types/type.js'
import type { Validator } from './validator.js'

interface Case {
  pages: Page[]
  validator: Validator
  lists?: Lists
  clock: Clock
  /** What `visible` left of the answers. */
  kept: Answers
  exit?: Exit
}

/** What cannot stand, in the order of the form: the one verdict, on the server and in the browser. */
export function validate({ pages, validator, lists, clock, kept, exit }: Case): FieldError[] {
  const whole = withFrames(pages, kept)
  const isValid = validator.call({ ...clock, lists }, whole)
  if (isValid && !exit) return []
  const found = isValid ? [] : fieldErrors(pages, whole, validator.errors ?? [], clock)
  return exit ? withExit(pages, found, exit) : found
}
