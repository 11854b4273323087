import { anonymise, shareable } from './anonymise.js'
import { today } from './calendar.js'
import { Cells, type CellColumn, type CellValue, type FileName } from './cells.js'
import { contact, type Contact } from './contact.js'
import { concerns, merge, reopened, withDependents } from './correction.js'
import { decode } from './decode.js'
import type { Answers, JsonSchema, Lists, Pieces, Raw } from './document.js'
import { draw, isBlank } from './drawing.js'
import { addRow, removePiece, removeRow } from './edits.js'
import type { FieldError } from './errors.js'
import { exitOf } from './exits.js'
import { cellOf, infoOf, questionInfos, type QuestionInfo } from './info.js'
import { journey, pageInfos, stepInfos, type Journey, type PageInfo } from './journey.js'
import { isMendable, isSensitive, mend, type Mended } from './mending.js'
import { questionPath } from './paths.js'
import { prefilled, prefillKeys, type PrefillKey } from './prefill.js'
import type { Page, Question } from './question.js'
import type { Cell, Clock } from './types/type.js'
import { reported, type Reported, type ReportSettings } from './reported.js'
import { conditionalPaths, type Sheet } from './sheet.js'
import { Screen } from './shown.js'
import { summary, summaryItem, type SummaryItem, type SummaryPage } from './summary.js'
import { isEmpty, own } from './values.js'
import { validate } from './validate.js'
import type { Validator } from './validator.js'
import { visible } from './visible.js'
import { walk } from './walk.js'

export interface FormParts {
  pages: Page[]
  uiSchema: JsonSchema
  validator: Validator
  /** The HTML of each page without answers, by page key. */
  blank: Record<string, string>
  lists?: Lists
  /** Whether all its pages are filled in on one. */
  singlePage?: boolean
  report?: ReportSettings
}

export interface RenderOptions {
  answers?: Answers
  errors?: FieldError[]
  pieces?: Pieces
}

/** A published form, alive. It holds no answers: those are handed to it. */
export class Form {
  #parts: FormParts
  #questions = new Map<string, Question>()
  #pageOf = new Map<string, Page>()
  #hasExits: boolean
  #cells?: Cells
  /** What has been through `visible` already, which a second time would change nothing of. */
  #kept = new WeakSet<Answers>()

  constructor(parts: FormParts) {
    this.#parts = parts
    for (const page of parts.pages) {
      for (const question of walk([page])) {
        this.#questions.set(question.path, question)
        this.#pageOf.set(question.path, page)
      }
    }
    this.#hasExits = [...this.#questions.values()].some(({ exit }) => exit)
  }

  /** The pages that are shown, in order. */
  pages(answers: Answers): PageInfo[] {
    return pageInfos(new Screen(this.#parts.pages, this.visible(answers)).shownPages())
  }

  /** What is filled in together, in order: the pages, or the one sheet of a form on a single page. */
  steps(answers: Answers): PageInfo[] {
    const pages = this.pages(answers)
    return this.#parts.singlePage ? stepInfos(pages) : pages
  }

  /** The key of the step on which a page is filled in. */
  stepOf(pageKey: string): string {
    return this.#parts.singlePage ? this.#parts.pages[0]!.key : pageKey
  }

  /** The keys of the pages that are filled in on a step. */
  pagesOf(step: string): string[] {
    return this.#parts.singlePage ? this.#parts.pages.map(({ key }) => key) : [step]
  }

  /** From the fields of a page to its answers. Never throws; an unknown page has none. */
  decode(pageKey: string, raw: Raw): Record<string, unknown> {
    const page = this.#page(pageKey)
    return page ? decode(page.questions, raw) : {}
  }

  /** Hidden means absent: what is shown, nothing else. Idempotent. */
  visible(answers: Answers): Answers {
    if (this.#kept.has(answers)) return answers
    const kept = visible(this.#parts.pages, answers)
    this.#kept.add(kept)
    return kept
  }

  /**
   * What cannot stand, in the order of the form; of one step when it is named.
   * `clock.today`: the day on which dates are judged, today in Paris when it is not given.
   */
  validate(answers: Answers, step?: string, clock: Clock = { today: today() }): FieldError[] {
    const kept = this.visible(answers)
    const errors = validate({ ...this.#parts, clock, kept, exit: this.#exit(kept) })
    const keys = step && this.pagesOf(step)
    return keys ? errors.filter(({ path }) => keys.includes(path.split('.')[0]!)) : errors
  }

  summary(answers: Answers, pieces: Pieces = {}): SummaryPage[] {
    return summary(this.#parts.pages, this.visible(answers), pieces)
  }

  /** One line of the summary, by the path of its question; undefined where it is not shown. */
  summaryItem(path: string, answers: Answers, pieces: Pieces = {}): SummaryItem | undefined {
    return summaryItem(this.#parts.pages, this.visible(answers), path, pieces)
  }

  /** The HTML of the fields of a step: no form element, no button but those of groups and files. */
  render(step: string, options: RenderOptions = {}): string {
    const { uiSchema, blank, singlePage } = this.#parts
    const page = this.#page(step)
    if (!page) return ''
    const { answers = {}, errors = [], pieces = {} } = options
    const isUntouched = singlePage ? isEmpty(answers) : isBlank(page, answers)
    if (errors.length === 0 && isUntouched && Object.hasOwn(blank, step)) {
      return blank[step]!
    }
    return draw({ ...this.#sheet(this.pagesOf(step)), uiSchema, answers, errors, pieces })
  }

  /**
   * The HTML of what is to be corrected, each question under the title of its page.
   * `only`: question paths; what hangs on them comes along.
   */
  renderCorrection(options: RenderOptions & { only?: string[] } = {}): string {
    const { pages, uiSchema } = this.#parts
    const { answers = {}, errors = [], pieces = {}, only } = options
    const sheet = { ...this.#sheet(pages.map(({ key }) => key)), isWhole: true }
    return draw({ ...sheet, uiSchema, answers, errors, pieces, wanted: reopened(pages, only) })
  }

  /** Whether somebody else than the usager may mend the answer to this question: see `mending`. */
  isMendable(path: string): boolean {
    const question = this.#find(path)
    return question !== undefined && isMendable(question)
  }

  /** The HTML of one question alone, under the title of its page. */
  renderQuestion(path: string, { answers = {}, errors = [], pieces = {} }: RenderOptions): string {
    const { pages, uiSchema } = this.#parts
    const sheet = { ...this.#sheet(pages.map(({ key }) => key)), isWhole: true }
    return draw({ ...sheet, uiSchema, answers, errors, pieces, wanted: new Set([path]) })
  }

  /** The answers with that to one question replaced, and what else would move with it. */
  mend(answers: Answers, path: string, decoded: Record<string, unknown>): Mended {
    return mend(this.#parts.pages, this.visible(answers), path, decoded)
  }

  /** Whether an answer to this question, or to a part of it, is nobody else's to read. */
  isSensitive(path: string): boolean {
    const question = this.#find(path)
    return question !== undefined && isSensitive(question)
  }

  /** Whether a correction of these questions goes over this one. */
  isReopened(path: string, only?: string[]): boolean {
    const question = this.#find(path)
    return question !== undefined && concerns(reopened(this.#parts.pages, only), question)
  }

  /**
   * The conditional questions that these answers have brought up on the step and that were not on the
   * screen (`shown`: what it posted under that name). Without a script the desk shows the step again.
   */
  unseen(step: string, answers: Answers, shown: unknown): string[] {
    if (!this.#page(step) || !Array.isArray(shown)) return []
    const paths = conditionalPaths(this.#sheet(this.pagesOf(step)), this.visible(answers))
    return paths.filter((path) => !shown.includes(path))
  }

  questions(): QuestionInfo[] {
    return questionInfos(this.#parts.pages)
  }

  /** One question, also a part or one in a row; row numbers in the path do not matter. */
  question(path: string): QuestionInfo | undefined {
    const question = this.#find(path)
    return question && infoOf(this.#pageOf.get(question.path)!, question)
  }

  /** The questions that an address may answer. */
  prefillKeys(): PrefillKey[] {
    return prefillKeys(this.#parts.pages)
  }

  /** The answers that an address brings, `page.question` by its values; what cannot stand is dropped. */
  prefilled(given: Map<string, string[]>, clock: Clock = { today: today() }): Answers {
    const { pages, validator, lists } = this.#parts
    return prefilled(pages, given, validator, { ...clock, lists })
  }

  /** The answer to a question for a spreadsheet. */
  cell(path: string, answers: Answers): Cell {
    const question = this.#questions.get(path)
    return question ? cellOf(question, path.split('.').reduce<unknown>(own, answers)) : null
  }

  /** All that is asked, as columns of a spreadsheet; nothing that is sensitive. */
  get cellColumns(): CellColumn[] {
    return this.#columns.columns
  }

  /** The answers in these columns. `files`: the names of the files that are still there, by their ids. */
  cellValues(answers: Answers, files: FileName): CellValue[] {
    return this.#columns.values(this.visible(answers), files)
  }

  journey(answers: Answers, clock?: Clock): Journey {
    const kept = this.visible(answers)
    const exit = this.#exit(kept)?.page.key
    const errors = this.validate(kept, undefined, clock)
    return journey({
      shown: this.steps(kept),
      errors,
      exit: exit && this.stepOf(exit),
      stepOf: (page) => this.stepOf(page),
    })
  }

  /** Whether the journey stops on this step, because one is not concerned. */
  stopsAt(step: string, answers: Answers): boolean {
    const exit = this.#hasExits && this.#exit(this.visible(answers))
    return exit ? this.stepOf(exit.page.key) === step : false
  }

  get isReport() {
    return this.#parts.report !== undefined
  }

  /** What may be shown of a report to anyone; undefined where the form is none, or says not enough yet. */
  reported(answers: Answers): Reported | undefined {
    const { report } = this.#parts
    return report && reported(report, (path) => this.#find(path), this.visible(answers))
  }

  contact(answers: Answers): Contact {
    return contact(this.#parts.pages, this.visible(answers))
  }

  /** Answers with those of one page replaced; only those that were asked when `only` is given. */
  merge(
    answers: Answers,
    pageKey: string,
    decoded: Record<string, unknown>,
    only?: string[]
  ): Answers {
    const page = this.#page(pageKey)
    if (!page) return answers
    return merge(page, answers, decoded, only && withDependents(this.#parts.pages, only))
  }

  /** One more empty row, up to the group's limit. */
  addRow(answers: Answers, path: string): Answers {
    return addRow(this.#find(path), answers, path)
  }

  removeRow(answers: Answers, path: string, index: number): Answers {
    return removeRow(this.#find(path), answers, path, index)
  }

  removePiece(answers: Answers, path: string, id: string): Answers {
    return removePiece(this.#find(path), answers, path, id)
  }

  /** The effect of an `add` or `remove` button of the fields; `undefined` when none was pressed. */
  press(answers: Answers, buttons: { add?: unknown; remove?: unknown }): Answers | undefined {
    if (typeof buttons.add === 'string') return this.addRow(answers, buttons.add)
    if (typeof buttons.remove !== 'string') return undefined
    const [path = '', target = ''] = buttons.remove.split('|')
    return this.#find(path)?.type.shape === 'rows'
      ? this.removeRow(answers, path, Number(target))
      : this.removePiece(answers, path, target)
  }

  /** Whether it asks for papers that are removed once the dossier is decided. */
  get asksIdentityPapers() {
    return [...this.#questions.values()].some(isIdentityPaper)
  }

  /** Whether what was sent for this question is such a paper. */
  isIdentityPaper(path: string): boolean {
    const question = this.#find(path)
    return question !== undefined && isIdentityPaper(question)
  }

  /** What may stay for figures once the person is forgotten. */
  anonymise(answers: Answers): Answers {
    return anonymise(this.#parts.pages, answers)
  }

  /** What another program may read of answers: those to questions that are asked and not sensitive. */
  shareable(answers: Answers): Answers {
    return shareable(this.#parts.pages, this.visible(answers))
  }

  get #columns(): Cells {
    return (this.#cells ??= new Cells(this.#parts.pages))
  }

  #exit(kept: Answers) {
    return this.#hasExits ? exitOf(this.#parts.pages, kept) : undefined
  }

  #sheet(keys: string[]): Sheet {
    const { pages, singlePage = false } = this.#parts
    return {
      pages,
      together: pages.filter(({ key }) => keys.includes(key)),
      isWhole: singlePage && keys.length > 1,
      question: (path) => this.#find(path),
    }
  }

  #page(key: string): Page | undefined {
    return this.#parts.pages.find((page) => page.key === key)
  }

  #find(path: string): Question | undefined {
    return this.#questions.get(questionPath(path))
  }
}

const isIdentityPaper = ({ spec }: Question) => spec['x-identity-paper'] === true
