import { merge } from './correction.js'
import type { Answers } from './document.js'
import type { Page, Question } from './question.js'
import { summary } from './summary.js'
import type { Bag } from './values.js'
import { visible } from './visible.js'

/** Answers in which one was mended by somebody else than the usager. */
export interface Mended {
  answers: Answers
  /** The titles of the questions that this alone would make appear, and vanish. */
  appear: string[]
  vanish: string[]
}

/** Not what follows from other answers, nor files, nor what only the usager can declare or sign. */
export function isMendable({ type, children }: Question): boolean {
  const isAnswer = type.shape !== 'none' && type.name !== 'section'
  if (!isAnswer || type.compute || type.settings || type.isOwn) return false
  return children.every((child) => child.type.shape === 'none' || isMendable(child))
}

export function isSensitive({ sensitive, children }: Question): boolean {
  return sensitive || children.some(isSensitive)
}

export function mend(pages: Page[], kept: Answers, path: string, decoded: Bag): Mended {
  const page = pages.find(({ key }) => key === path.split('.')[0])!
  const answers = visible(pages, merge(page, kept, decoded, new Set([path])))
  const [before, after] = [shown(pages, kept), shown(pages, answers)]
  return {
    answers,
    appear: missing(after, before),
    vanish: missing(before, after),
  }
}

/** The questions that are asked, by their paths. */
function shown(pages: Page[], kept: Answers): Map<string, string> {
  const items = summary(pages, kept, {}).flatMap((page) => page.items)
  return new Map(items.map(({ path, label }) => [path, label]))
}

const missing = (of: Map<string, string>, from: Map<string, string>) =>
  [...of].filter(([path]) => !from.has(path)).map(([, title]) => title)
