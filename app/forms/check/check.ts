import type { Document } from '../document.js'
import { parse } from '../parse.js'
import { say } from '../say.js'
import { isBag } from '../values.js'
import { pointer, type Problem } from './problem.js'
import { checkPlaces } from './places.js'
import { checkPrefill } from './prefill.js'
import { checkReport } from './report.js'
import { checkRoles } from './roles.js'
import { checkRules } from './rules.js'
import { checkSize } from './size.js'
import { checkContainer, checkTop } from './structure.js'

/**
 * What keeps a document from being published; `[]` when it is fine. A commune's form is input, not code:
 * anything may be handed in, and every keyword that is not known is refused.
 */
export function check(document: unknown): Problem[] {
  const problems: Problem[] = []
  const report = (at: string[], message: string) => {
    problems.push({ path: pointer(at), message })
  }
  checkSize(document, report)
  // What is too deep or too big is not looked at any further.
  if (problems.length > 0) return problems
  const pages = isBag(document) ? document.properties : undefined
  if (!isBag(document) || !isBag(pages) || Object.keys(pages).length === 0) {
    report([], say('forms.check.not_a_form'))
    return problems
  }
  checkTop(document, report)
  for (const [key, page] of Object.entries(pages)) {
    checkContainer(page, ['properties', key], 'page', report)
  }
  // Rules and roles are read from the parsed form, which needs a sound structure.
  if (problems.length === 0) {
    const parsed = parse(document as Document)
    checkRules(parsed, report)
    checkRoles(parsed, report)
    checkPrefill(parsed, report)
    checkPlaces(document as Document, parsed, report)
    checkReport(document as Document, parsed, report)
  }
  return problems
}
