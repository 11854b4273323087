import { SORTS, type Sort } from '#reporting/sorts'

/** What every dossier has: the columns that sort, and some that are only shown. */
export const STANDARD = [
  'reference',
  'depot',
  'demarche',
  'demandeur',
  'etat',
  'limite',
  'service',
  'activite',
  'canal',
  'courriel',
  'telephone',
] as const

export type StandardColumn = (typeof STANDARD)[number]

/** A question of a démarche by its address, `<id of the démarche>.<page>.<question>`. */
export type QuestionColumn = `${string}.${string}`

export type Column = StandardColumn | QuestionColumn

/** What is shown where nothing was chosen. */
export const USUAL: readonly Column[] = Object.keys(SORTS) as Sort[]

/** A table of more is read by nobody. */
export const MOST_COLUMNS = 20

const QUESTION =
  /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([a-z]\w{0,63}(?:\.[a-z]\w{0,63}){1,3})$/

/** A question of a démarche: `path` is that of its form, `page.question`. */
export interface AskedIn {
  demarcheId: string
  path: string
}

export const questionColumn = ({ demarcheId, path }: AskedIn): QuestionColumn =>
  `${demarcheId}.${path}`

/** The question that a column shows, or null for one that every dossier has. */
export function questionOf(column: string): AskedIn | null {
  const match = QUESTION.exec(column)
  return match && { demarcheId: match[1]!, path: match[2]! }
}

/** The path of a question in a form: what an answer is filtered by. */
export const isPath = (text: string) => /^[a-z]\w{0,63}(?:\.[a-z]\w{0,63}){1,3}$/.test(text)

export function isColumn(text: string): text is Column {
  return (STANDARD as readonly string[]).includes(text) || questionOf(text) !== null
}

/**
 * Columns as they are shown: each once, the reference first since it names the row.
 *
 * @returns null for those that are shown anyway
 */
export function columnsFrom(texts: string[]): Column[] | null {
  const known = [...new Set<Column>(['reference', ...texts.filter(isColumn)])]
  const columns = known.slice(0, MOST_COLUMNS)
  const isUsual = columns.length === 1 || columns.join() === USUAL.join()
  return isUsual ? null : columns
}
