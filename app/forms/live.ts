import { today } from './calendar.js'
import type { BrowserModule } from './browser_module.js'
import { merge, reopened, stands } from './correction.js'
import { decode } from './decode.js'
import type { Answers, JsonSchema, Pieces, Raw } from './document.js'
import type { FieldError } from './errors.js'
import { exitOf } from './exits.js'
import { parse } from './parse.js'
import { questionPath } from './paths.js'
import type { Page, Question } from './question.js'
import { uiSchema, viewSchema } from './rjsf/schemas.js'
import { look, type Look, type Sheet } from './sheet.js'
import type { Clock } from './types/type.js'
import { own } from './values.js'
import { validate } from './validate.js'
import type { Validator } from './validator.js'
import { requireKnown } from './validator_runtime.js'
import { visible } from './visible.js'
import { walk } from './walk.js'

/** What was sent, and the questions that were singled out; undefined: one may go over all of them. */
export interface Correction {
  before: Answers
  only?: string[]
}

/** A sheet of a published form in a browser: what it asks, what it shows, and what is wrong with it. */
export class LiveSheet {
  readonly schema: JsonSchema
  readonly uiSchema: JsonSchema
  #pages: Page[]
  #sheet: Sheet
  #validator: Validator
  #lists: BrowserModule['lists']
  #correction: Correction | undefined
  /** Whether an agent fills it in for somebody. */
  assisted = false

  /** @param step the key of the step; of no account in a correction, which stands on one sheet */
  constructor(
    { document, lists, validator }: BrowserModule,
    step: string,
    correction?: Correction
  ) {
    const isWhole = document['x-single-page'] === true || correction !== undefined
    this.#correction = correction
    this.#pages = parse(document, lists)
    this.#lists = lists
    this.#validator = validator(requireKnown)
    const questions = new Map<string, Question>()
    for (const question of walk(this.#pages)) questions.set(question.path, question)
    this.#sheet = {
      pages: this.#pages,
      together: isWhole ? this.#pages : this.#pages.filter(({ key }) => key === step),
      isWhole: correction !== undefined || (isWhole && this.#pages.length > 1),
      wanted: correction && reopened(this.#pages, correction.only),
      question: (path) => questions.get(questionPath(path)),
    }
    this.schema = viewSchema(this.#sheet.together)
    this.uiSchema = uiSchema(this.#pages)
  }

  /** From the fields of the form to the answers of this sheet, as the server reads them. */
  decode(fields: Raw): Answers {
    return Object.fromEntries(
      this.#sheet.together.map(({ key, questions }) => [key, decode(questions, own(fields, key))])
    )
  }

  /** All the answers, with those that stand in the fields of this sheet. */
  merged(others: Answers, typed: Answers): Answers {
    const { together, wanted } = this.#sheet
    if (!wanted) return { ...others, ...typed }
    return together.reduce(
      (answers, page) => merge(page, answers, typed[page.key] ?? {}, wanted),
      others
    )
  }

  look(answers: Answers, pieces: Pieces): Look {
    return look(this.#sheet, answers, pieces)
  }

  question(path: string): Question | undefined {
    return this.#sheet.question(path)
  }

  /** What cannot stand on this sheet, in the order of the form. */
  validate(
    answers: Answers,
    clock: Clock = { today: today(), assisted: this.assisted }
  ): FieldError[] {
    const kept = visible(this.#pages, answers)
    const errors = validate({
      pages: this.#pages,
      validator: this.#validator,
      lists: this.#lists,
      clock,
      kept,
      exit: exitOf(this.#pages, kept),
    })
    const keys = this.#sheet.together.map(({ key }) => key)
    const before = this.#correction?.before
    return errors.filter(
      ({ path }) => keys.includes(path.split('.')[0]!) && !(before && stands(path, before, kept))
    )
  }

  /** Whether the journey stops on this sheet: there is nothing to go on to. */
  isExit(answers: Answers): boolean {
    const exit = exitOf(this.#pages, visible(this.#pages, answers))
    return exit !== undefined && this.#sheet.together.includes(exit.page)
  }
}
