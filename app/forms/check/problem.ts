/** What keeps a document from being saved. */
export interface Problem {
  /** JSON pointer into the document. */
  path: string
  /** A French sentence that names the question or the page. */
  message: string
}

/** Collects problems; `at` is the path so far. */
export type Report = (at: string[], message: string) => void

export function pointer(at: string[]): string {
  return at.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
