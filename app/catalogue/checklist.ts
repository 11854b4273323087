import { emptyIn, faultsOf } from '#forms/builder/faults'
import { everything } from '#forms/builder/tree'
import { check } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import type { OpenDraft } from '#catalogue/drafts'

export interface Checklist {
  /** Something is asked. */
  hasQuestions: boolean
  /** Pages, sections and groups that hold nothing yet, by path. */
  empty: string[]
  /** What is wrong in it. */
  problems: { path: string; message: string }[]
  /** Where to write to is asked. Not needed, but nobody can be told anything without it. */
  asksForEmail: boolean
  /** Tried to the end, as it is now. */
  isTried: boolean
  /** There is something to publish. */
  isChanged: boolean
  isReady: boolean
}

/** What has to be done before a draft goes online. */
export function checklist({ document, isTried, isChanged }: OpenDraft): Checklist {
  const specs = [...everything(document)].map(({ spec }) => spec)
  const hasQuestions = specs.some(
    (spec) => typeNamed(spec['x-question'])?.shape !== 'none' && 'x-question' in spec
  )
  const empty = emptyIn(document)
  const problems = faultsOf(document)
  const asksForEmail = specs.some((spec) => spec['x-role'] === 'contact-email')
  const isWhole = hasQuestions && empty.length === 0 && check(document).length === 0
  const isReady = isWhole && isTried && isChanged
  return { hasQuestions, empty, problems, asksForEmail, isTried, isChanged, isReady }
}
