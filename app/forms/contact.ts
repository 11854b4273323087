import type { Answers, ContactRole } from './document.js'
import type { Page, Question } from './question.js'
import { textOf } from './summary.js'
import { isEmpty, own } from './values.js'
import { walk } from './walk.js'

/** How the usager is reached, from the questions that bear an `x-role`. */
export interface Contact {
  email?: string
  name?: string
  phone?: string
}

const ROLES: Record<ContactRole, keyof Contact> = {
  'contact-email': 'email',
  'contact-name': 'name',
  'contact-phone': 'phone',
}

export function contact(pages: Page[], kept: Answers): Contact {
  const found: Contact = {}
  for (const question of walk(pages)) {
    const role = question.spec['x-role']
    const value = role && question.path.split('.').reduce<unknown>(own, kept)
    if (role && !isEmpty(value)) found[ROLES[role]] ??= plain(question, value)
  }
  return found
}

function plain(question: Question, value: unknown): string {
  if (question.type.name === 'identity') {
    const names = [own(value, 'firstNames'), own(value, 'usedName') ?? own(value, 'birthName')]
    return names.filter((name) => typeof name === 'string').join(' ')
  }
  return typeof value === 'string' ? value : textOf(question, value)
}
