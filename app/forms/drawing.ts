import { conditionsOf } from './conditions/holds.js'
import { concerns } from './correction.js'
import type { Answers, JsonSchema, Pieces } from './document.js'
import { leastRows } from './edits.js'
import type { FieldError } from './errors.js'
import { questionPath } from './paths.js'
import type { Page, Question } from './question.js'
import { renderFields } from './rjsf/render.js'
import { viewSchema } from './rjsf/schemas.js'
import { Screen, type Shown } from './shown.js'
import { isBag, isEmpty, own, type Bag } from './values.js'
import { visible } from './visible.js'
import { walk } from './walk.js'

export interface Drawing {
  pages: Page[]
  page: Page
  uiSchema: JsonSchema
  question(path: string): Question | undefined
  answers: Answers
  errors: FieldError[]
  pieces: Pieces
  /** Only these questions, and what hangs on them. */
  wanted?: Set<string>
}

/** The fields of one page as HTML. */
export function draw(drawing: Drawing): string {
  const { pages, page, wanted } = drawing
  const kept = visible(pages, drawing.answers)
  const values = withFirstRows(page.questions, own(kept, page.key))
  const everything = new Screen(pages, kept).everything(page, values)
  const shown = everything.filter(({ question }) => !wanted || concerns(wanted, question))
  const paths = new Set(shown.map(({ path }) => path))
  const html = renderFields(
    {
      schema: viewSchema(page),
      uiSchema: drawing.uiSchema,
      formData: { [page.key]: values },
      context: {
        question: (path) => drawing.question(questionPath(path)),
        isShown: (path) => paths.has(path),
        pieces: drawing.pieces,
      },
    },
    drawing.errors
  )
  return (wanted ? '' : markers(page, everything)) + html
}

/** The paths, with row numbers, of the conditional questions that are shown on a page. */
export function conditionalPaths(pages: Page[], page: Page, kept: Answers): string[] {
  return conditional(new Screen(pages, kept).everything(page))
}

function conditional(shown: Shown[]): string[] {
  return shown
    .filter(({ question }) => question.rule && question.type.shape !== 'none')
    .map(({ path }) => path)
}

// What was on the screen, so that the server can tell, without a script, whether an answer has
// brought up a question that the usager has not seen yet.
function markers(page: Page, shown: Shown[]): string {
  if (!hasRules(page.questions)) return ''
  const paths = ['', ...conditional(shown)]
  return paths.map((path) => `<input type="hidden" name="shown[]" value="${path}"/>`).join('')
}

function hasRules(questions: Question[]): boolean {
  return questions.some(({ rule, children }) => rule !== undefined || hasRules(children))
}

/** Whether a page has no answers yet, and those of other pages do not matter to it. */
export function isBlank(page: Page, answers: Answers): boolean {
  if (isEmpty(answers)) return true
  if (page.rule) return false
  const isForeign = ({ rule, type, spec }: Question) =>
    [...conditionsOf(rule).map(({ question }) => question), ...(type.operands?.(spec) ?? [])].some(
      (path) => !path.startsWith(`${page.key}.`)
    )
  return isEmpty(own(answers, page.key)) && ![...walk([page])].some(isForeign)
}

/** A group that wants rows shows its first ones, empty, instead of only a button. */
function withFirstRows(questions: Question[], values: unknown): Bag {
  const padded: Bag = { ...(isBag(values) ? values : {}) }
  for (const question of questions) {
    const { key, type, children } = question
    if (type.shape === 'parts') {
      const parts = withFirstRows(children, padded[key])
      if (!isEmpty(parts)) padded[key] = parts
    }
    const rows = padded[key]
    const least = leastRows(question)
    if (type.shape === 'rows' && least > 0 && !Array.isArray(rows)) {
      padded[key] = Array.from({ length: least }, () => ({}))
    }
  }
  return padded
}
