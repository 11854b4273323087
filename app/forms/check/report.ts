import type { Document } from '../document.js'
import type { Page, Question } from '../question.js'
import { say } from '../say.js'
import { isBag, plain } from '../values.js'
import { walk } from '../walk.js'
import type { Report } from './problem.js'

/** What a report shows to anyone must be no free text, and nothing that is asked in confidence. */
export function checkReport(document: Document, pages: Page[], report: Report): void {
  const settings = document['x-report']
  if (settings === undefined) return
  const known = new Map<string, Question>([...walk(pages)].map((one) => [one.path, one]))
  const wrong = (key: string) =>
    report(['x-report', key], say(`forms.check.report_${key as 'where'}`))
  if (!isBag(settings) || Object.keys(settings).some((key) => key !== 'where' && key !== 'what')) {
    return report(['x-report'], say('forms.check.report'))
  }
  const [where, what] = [settings.where, settings.what].map((path) => known.get(plain(path)))
  if (!where?.type.point || where.group) wrong('where')
  if (what?.type.name !== 'choice' || what.group || what.sensitive) wrong('what')
}
