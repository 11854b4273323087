import { address } from '#desks/operator/wizard/address'
import { admin } from '#desks/operator/wizard/admin'
import { demarches } from '#desks/operator/wizard/demarches'
import type { Answers } from '#desks/operator/wizard/draft'
import { services } from '#desks/operator/wizard/services'
import type { Step } from '#desks/operator/wizard/step'
import { town } from '#desks/operator/wizard/town'

/** The pages of the wizard, in their order; the review comes after them. */
export const STEPS: Step[] = [town, address, services, demarches, admin]

export const REVIEW = 'verification'

export const pathOf = (draftId: string, step: string) => `/communes/nouvelle/${draftId}/${step}`

/** The first page that is not answered yet, before this one; null where it may be shown. */
export function wantingBefore(answers: Answers, path: string): Step | null {
  const at = STEPS.findIndex((step) => step.path === path)
  const before = at < 0 ? STEPS : STEPS.slice(0, at)
  return before.find((step) => !step.isDone(answers)) ?? null
}

/** Where one goes from a page: the next one, or back to the review that one came from. */
export function nextAfter(answers: Answers, path: string): string {
  const missing = STEPS.find((step) => !step.isDone(answers))
  const at = STEPS.findIndex((step) => step.path === path)
  const next = STEPS.slice(at + 1).find((step) => !step.isDone(answers))
  return next?.path ?? missing?.path ?? REVIEW
}
