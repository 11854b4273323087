import type { Answers } from './document.js'
import { cellOf } from './info.js'
import type { Page, Question } from './question.js'
import { rowTitle } from './row_title.js'
import { say } from './say.js'
import type { Cell } from './types/type.js'
import { isEmpty, own } from './values.js'
import { asked } from './walk.js'

export type CellKind = 'text' | 'number' | 'amount' | 'date'

/** A question as a column of a spreadsheet; each part of an address or of an identity is one of its own. */
export interface CellColumn {
  /** Below its page; in a row, below its group. */
  path: string
  key: string
  /** The title of its page. */
  page: string
  title: string
  kind: CellKind
  /** Whether it is one of several of a question: its key says little without that of the whole. */
  part: boolean
  /** Of a repeated group: what a row is called (« Enfant »), and its own columns. */
  row?: { title: string; columns: CellColumn[] }
}

/** In the order of the columns; of a repeated group, the cells of each row. */
export type CellValue = Cell | Cell[][]

/** The name of an uploaded file; undefined where it is gone. */
export type FileName = (id: string) => string | undefined

interface Leaf {
  column: CellColumn
  read(answers: unknown, files: FileName): CellValue
}

/** The columns of a form, and how its answers fill them. What is sensitive is in none. */
export class Cells {
  #leaves: Leaf[]

  constructor(pages: Page[]) {
    this.#leaves = pages.flatMap((page) =>
      [...asked(page.questions)].flatMap((question) => leavesOf(question, page, ''))
    )
  }

  get columns(): CellColumn[] {
    return this.#leaves.map(({ column }) => column)
  }

  /** `kept`: answers that `visible` has been through. */
  values(kept: Answers, files: FileName): CellValue[] {
    return this.#leaves.map(({ read }) => read(kept, files))
  }
}

function leavesOf(question: Question, page: Page, above: string, prefix = ''): Leaf[] {
  const { type, key, children, sensitive } = question
  if (sensitive || type.isPart || type.shape === 'none') return []
  const path = above ? `${above}.${key}` : question.path
  const title = prefix + question.title
  // A signature is one thing, whatever it is made of.
  if (type.shape === 'parts' && !type.strokes) {
    return children.flatMap((part) => leavesOf(part, page, path, `${title} – `))
  }
  const column = { path, key, page: page.title, title, kind: kindOf(question), part: prefix !== '' }
  const find = finder(path)
  if (type.shape !== 'rows') {
    const cell = reader(question)
    return [{ column, read: (answers, files) => cell(find(answers), files) }]
  }
  const leaves = children.flatMap((child) => leavesOf(child, page, '*'))
  const row = {
    title: rowTitle(question, 0).replace(/ 1$/, ''),
    columns: leaves.map((leaf) => leaf.column),
  }
  return [
    {
      column: { ...column, row },
      read: (answers, files) => {
        const rows = find(answers)
        return (Array.isArray(rows) ? rows : []).map((one) =>
          leaves.map(({ read }) => read({ '*': one }, files) as Cell)
        )
      },
    },
  ]
}

function finder(path: string) {
  const segments = path.split('.')
  return (answers: unknown) => segments.reduce<unknown>(own, answers)
}

function reader(question: Question): (value: unknown, files: FileName) => Cell {
  const { type } = question
  if (type.settings) {
    return (value, files) =>
      (Array.isArray(value) ? value : []).flatMap((id) => files(String(id)) ?? []).join(', ') ||
      null
  }
  const cell = (value: unknown) => {
    const found = isEmpty(value) ? null : cellOf(question, value)
    if (typeof found === 'boolean') return say(found ? 'forms.yes_no.yes' : 'forms.yes_no.no')
    return found
  }
  return type.comparison === 'choice' ? remembered(cell) : cell
}

/** A list of the commune may be long, and its options are looked through for each dossier. */
function remembered(cell: (value: unknown) => Cell): (value: unknown) => Cell {
  const known = new Map<unknown, Cell>()
  return (value) => {
    let found = known.get(value)
    if (found === undefined) {
      found = cell(value)
      if (known.size < 5000) known.set(value, found)
    }
    return found
  }
}

function kindOf({ type, spec }: Question): CellKind {
  if (type.name === 'amount' || (type.compute && spec['x-format'] === 'amount')) return 'amount'
  if (type.name === 'number' || type.compute) return 'number'
  return type.comparison === 'date' ? 'date' : 'text'
}
