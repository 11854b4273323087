import { contact } from './contact.js'
import type { Answers, Lists } from './document.js'
import { fieldErrors, type FieldError } from './errors.js'
import { withExit, type Exit } from './exits.js'
import { withFrames } from './frames.js'
import type { Page } from './question.js'
import type { Clock } from './types/type.js'
import type { Validator } from './validator.js'
import { walk } from './walk.js'

interface Case {
  pages: Page[]
  validator: Validator
  lists?: Lists
  clock: Clock
  /** What `visible` left of the answers. */
  kept: Answers
  exit?: Exit
}

/** The path of the address by which the usager is reached, where it is left empty. */
function unaddressed(pages: Page[], kept: Answers): string | undefined {
  if (contact(pages, kept).email !== undefined) return undefined
  return [...walk(pages)].find(({ spec }) => spec['x-role'] === 'contact-email')?.path
}

/** What cannot stand, in the order of the form: the one verdict, on the server and in the browser. */
export function validate({ pages, validator, lists, clock, kept, exit }: Case): FieldError[] {
  const whole = withFrames(pages, kept)
  const isValid = validator.call({ ...clock, lists }, whole)
  if (isValid && !exit) return []
  const told = isValid ? [] : fieldErrors(pages, whole, validator.errors ?? [], clock)
  const spared = clock.assisted ? unaddressed(pages, kept) : undefined
  const found = told.filter(({ path }) => path !== spared)
  return exit ? withExit(pages, found, exit) : found
}
