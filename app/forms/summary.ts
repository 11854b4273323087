import type { Answers, Piece, Pieces } from './document.js'
import { focusId } from './locate.js'
import type { Page, Question } from './question.js'
import { rowTitle } from './row_title.js'
import { say } from './say.js'
import { Screen, type Shown } from './shown.js'
import { isEmpty, own } from './values.js'

export interface SummaryItem {
  /** Dotted, with row numbers. */
  path: string
  /** The DOM id of the control that takes the focus where it is changed. */
  focus: string
  key: string
  label: string
  /** The name of the answer type. */
  type: string
  /** Plain text in French formats, several lines for an address; « Non renseigné » when empty. */
  text: string
  pieces?: Piece[]
  /** Of a place that has one: in degrees of WGS 84. */
  point?: { lat: number; lon: number }
  /** What was drawn by hand: the `d` of an SVG path, on the pad of `types/strokes`. */
  strokes?: string
  /** Of a repeated group: the items of each row. */
  rows?: SummaryItem[][]
  sensitive: boolean
  answered: boolean
}

export interface SummaryPage {
  key: string
  title: string
  items: SummaryItem[]
}

/** The questions that are shown, in the order of the form: what summary, mail, PDF and export list. */
export function summary(pages: Page[], kept: Answers, pieces: Pieces): SummaryPage[] {
  const screen = new Screen(pages, kept)
  return screen.shownPages().map((page) => ({
    key: page.key,
    title: page.title,
    items: items(screen, screen.questions(page.questions, page.key, own(kept, page.key)), pieces),
  }))
}

/** What the summary says of one question, by its path; undefined where it is not shown. */
export function summaryItem(
  pages: Page[],
  kept: Answers,
  path: string,
  pieces: Pieces
): SummaryItem | undefined {
  const screen = new Screen(pages, kept)
  const page = screen.shownPages().find(({ key }) => path.startsWith(`${key}.`))
  if (!page) return undefined
  const shown = screen.questions(page.questions, page.key, own(kept, page.key))
  const within = shown.filter((one) => path === one.path || path.startsWith(`${one.path}.`))
  return items(screen, within, pieces).find((item) => item.path === path)
}

function items(screen: Screen, shown: Shown[], pieces: Pieces): SummaryItem[] {
  return shown.flatMap((one) => {
    const { question, path, value } = one
    if (question.type.shape === 'none') return []
    if (question.type.name === 'section') {
      return items(screen, screen.questions(question.children, path, value), pieces)
    }
    const item: SummaryItem = {
      path,
      focus: focusId(question, path),
      key: question.key,
      label: question.title,
      type: question.type.name,
      text: isEmpty(value) ? say('forms.summary.empty') : textOf(question, value),
      sensitive: question.sensitive,
      answered: !isEmpty(value),
    }
    if (question.type.settings && Array.isArray(value)) item.pieces = known(value, pieces)
    const point = question.type.point?.(value)
    if (point) item.point = point
    const strokes = question.type.strokes?.(value)
    if (strokes) item.strokes = strokes
    if (question.type.shape === 'rows') {
      item.rows = screen.rows(one).map((row) => items(screen, row, pieces))
      item.text = item.rows.length > 0 ? rowsText(question, item.rows) : item.text
      item.focus = item.rows[0]?.[0]?.focus ?? item.focus
    }
    return item
  })
}

/** An answer in words, whatever it is made of. */
export function textOf(question: Question, value: unknown): string {
  const { type, spec, children } = question
  if (type.text) return type.text(value, spec)
  return children
    .map((child) => [child, own(value, child.key)] as const)
    .filter(([, part]) => !isEmpty(part))
    .map(([child, part]) => textOf(child, part))
    .join(', ')
}

function rowsText(group: Question, rows: SummaryItem[][]): string {
  return rows
    .map((row, index) => {
      const answers = row.filter((item) => item.answered)
      const texts = answers.map(
        (item) => `${item.label}\u00a0: ${item.text.replaceAll('\n', ', ')}`
      )
      return `${rowTitle(group, index)}\u00a0– ${texts.join('\u202f; ')}`
    })
    .join('\n')
}

function known(ids: string[], pieces: Pieces): Piece[] {
  return ids.flatMap((id) => (Object.hasOwn(pieces, id) ? [pieces[id]!] : []))
}
