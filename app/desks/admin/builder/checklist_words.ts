import type { Checklist } from '#catalogue/checklist'
import { t } from '#shared/translate'
import { builderPath, placeHref } from './address.js'

export interface ChecklistItem {
  isDone: boolean
  /** Without it nothing is published. */
  isNeeded: boolean
  label: string
  lines: { text: string; href?: string }[]
}

/** The checklist as it is read, each open point with where to go. */
export function checklistItems(slug: string, list: Checklist, titleAt: (path: string) => string) {
  const builder = builderPath(slug)
  const asked: ChecklistItem = {
    isDone: list.hasQuestions,
    isNeeded: true,
    label: t('builder.check.questions'),
    lines: list.hasQuestions ? [] : [{ text: t('builder.check.questions_open'), href: builder }],
  }
  const whole: ChecklistItem = {
    isDone: list.empty.length === 0 && list.problems.length === 0,
    isNeeded: true,
    label: t('builder.check.whole'),
    lines: [
      ...list.empty.map((path) => ({
        text: t('builder.check.empty', { title: titleAt(path) }),
        href: placeHref(slug, { q: path, volet: 'ajouter' }),
      })),
      ...list.problems.map(({ message }) => ({ text: message })),
    ],
  }
  const tried: ChecklistItem = {
    isDone: list.isTried,
    isNeeded: true,
    label: t('builder.check.tried'),
    lines: list.isTried
      ? []
      : [{ text: t('builder.check.tried_open'), href: builderPath(slug, 'essai') }],
  }
  const email: ChecklistItem = {
    isDone: list.asksForEmail,
    isNeeded: false,
    label: t('builder.check.email'),
    lines: list.asksForEmail ? [] : [{ text: t('builder.check.email_open') }],
  }
  return [asked, whole, tried, email]
}
