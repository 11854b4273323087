import type { FieldError } from './errors.js'
import type { Page } from './question.js'
import { say } from './say.js'

export interface PageInfo {
  key: string
  title: string
  description?: string
  /** From 1 on, among the pages that are shown. */
  index: number
  total: number
}

export interface Journey {
  pages: PageInfo[]
  /** The first page with an error; null when the form can be sent. */
  firstInvalid: string | null
  /** The page where it stops, because one is not concerned; null when it goes to the end. */
  exit: string | null
  /** The page after this one; null after the last, and for a page that is not shown. */
  next(pageKey: string): string | null
  previous(pageKey: string): string | null
  /** Whether this page is shown and every page before it is complete. */
  reachable(pageKey: string): boolean
}

interface Standing {
  /** What is shown, step by step. */
  shown: PageInfo[]
  errors: FieldError[]
  /** The step of the exit. */
  exit?: string | null
  /** The step on which a page is filled in. */
  stepOf(page: string): string
}

/** Where one may go, computed from the answers alone and never from the browser's history. */
export function journey({ shown, errors, exit = null, stepOf }: Standing): Journey {
  const pages = upTo(exit, shown)
  const invalid = new Set(errors.map((error) => stepOf(error.path.split('.')[0]!)))
  const at = (key: string) => pages.findIndex((page) => page.key === stepOf(key))
  const firstInvalid = pages.find((page) => invalid.has(page.key))?.key ?? null
  const last = firstInvalid === null ? pages.length : at(firstInvalid)
  return {
    pages,
    firstInvalid,
    exit,
    next: (key) => (at(key) === -1 ? null : (pages[at(key) + 1]?.key ?? null)),
    previous: (key) => pages[at(key) - 1]?.key ?? null,
    reachable: (key) => at(key) !== -1 && at(key) <= last,
  }
}

function upTo(exit: string | null, pages: PageInfo[]): PageInfo[] {
  const total = pages.findIndex(({ key }) => key === exit) + 1
  return total === 0 ? pages : pages.slice(0, total).map((page) => ({ ...page, total }))
}

/** A form on a single page: one step, known by its first page. */
export function stepInfos([first]: PageInfo[]): PageInfo[] {
  if (!first) return []
  return [{ key: first.key, title: say('forms.single.title'), index: 1, total: 1 }]
}

export function pageInfos(shown: Page[]): PageInfo[] {
  return shown.map(({ key, title, description }, place) => ({
    key,
    title,
    description,
    index: place + 1,
    total: shown.length,
  }))
}
