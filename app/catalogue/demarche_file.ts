import { faultsOf } from '#forms/builder/faults'
import type { Document } from '#forms/main'

/** A démarche as one file: what the library is made of, and what one commune gives another. */
export interface DemarcheFile {
  title: string
  description: string
  category: string
  /** What is read around the form, and how long dossiers are kept; the library has none of it. */
  intro?: string
  closing?: string
  legalNotice?: string
  retentionMonths?: number | null
  document: Document
}

/** What of a démarche goes along with its form. Services and workflows are each commune's own. */
export function wordsOf(demarche: Omit<DemarcheFile, 'document'>) {
  const { title, description, category, intro, closing, legalNotice, retentionMonths } = demarche
  return { title, description, category, intro, closing, legalNotice, retentionMonths }
}

export type FileOutcome =
  | { type: 'read'; file: DemarcheFile }
  /** It is no JSON, or not one of these files. */
  | { type: 'unreadable' }
  | { type: 'refused'; problems: { path: string; message: string }[] }

export function writeFile(file: DemarcheFile): string {
  return `${JSON.stringify({ guichet: 'demarche', ...file }, null, 2)}\n`
}

/** A file from anyone. A bare form document is taken too, under its own title. */
export function readFile(text: string): FileOutcome {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { type: 'unreadable' }
  }
  if (typeof given !== 'object' || given === null) return { type: 'unreadable' }
  const { document = given, ...rest } = given as Record<string, unknown>
  if (typeof document !== 'object' || document === null) return { type: 'unreadable' }
  if (!('properties' in document)) return { type: 'unreadable' }
  const problems = faultsOf(document as Document)
  if (problems.length > 0) return { type: 'refused', problems }
  const words = (value: unknown, most: number) =>
    typeof value === 'string' ? value.trim().slice(0, most) : ''
  return {
    type: 'read',
    file: {
      title: words(rest.title, 200) || words((document as Document).title, 200),
      description: words(rest.description, 2000),
      category: words(rest.category, 80),
      intro: words(rest.intro, 10_000),
      closing: words(rest.closing, 10_000),
      legalNotice: words(rest.legalNotice, 10_000),
      retentionMonths: months(rest.retentionMonths),
      document: document as Document,
    },
  }
}

function months(value: unknown): number | null {
  const isRight = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1200
  return isRight ? Number(value) : null
}
