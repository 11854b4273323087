import type { ContactRole } from '../document.js'
import type { Page } from '../question.js'
import { say } from '../say.js'
import { walk } from '../walk.js'
import type { Report } from './problem.js'

const MOST_QUESTIONS = 500
const TYPES: Record<ContactRole, string[]> = {
  'contact-email': ['email'],
  'contact-name': ['identity', 'short-text'],
  'contact-phone': ['phone'],
}

/** Who is written to must be plain: each role once, on a question that can bear it, outside rows. */
export function checkRoles(pages: Page[], report: Report): void {
  const seen = new Set<string>()
  let count = 0
  for (const { spec, title, type, path, group } of walk(pages)) {
    count += 1
    const role = spec['x-role']
    if (role === undefined) continue
    const at = path.split('.').flatMap((key) => ['properties', key])
    const fits = Object.hasOwn(TYPES, role) && TYPES[role].includes(type.name) && !group
    if (!fits || seen.has(role)) report(at, say('forms.check.role', { title }))
    seen.add(role)
  }
  if (count > MOST_QUESTIONS) report([], say('forms.check.too_big'))
}
