import { canPrefill } from '../prefill.js'
import type { Page } from '../question.js'
import { say } from '../say.js'
import { walk } from '../walk.js'
import type { Report } from './problem.js'

/** What an address may answer must be harmless: nobody signs, agrees or says a secret by opening a link. */
export function checkPrefill(pages: Page[], report: Report): void {
  for (const question of walk(pages)) {
    if (question.spec['x-prefill'] !== true || canPrefill(question)) continue
    const at = question.path.split('.').flatMap((key) => ['properties', key])
    report([...at, 'x-prefill'], say('forms.check.prefill', { title: question.title }))
  }
}
