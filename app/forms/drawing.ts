import { concerns } from './correction.js'
import type { Answers, JsonSchema, Pieces } from './document.js'
import type { FieldError } from './errors.js'
import { questionPath } from './paths.js'
import type { Page, Question } from './question.js'
import { renderFields } from './rjsf/render.js'
import { viewSchema } from './rjsf/schemas.js'
import { Screen } from './shown.js'
import { isBag, own, type Bag } from './values.js'
import { visible } from './visible.js'

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
  const padded = { ...kept, [page.key]: withFirstRows(page.questions, own(kept, page.key)) }
  const shown = shownPaths(pages, page, padded, wanted)
  const html = renderFields(
    {
      schema: viewSchema(page),
      uiSchema: drawing.uiSchema,
      formData: { [page.key]: padded[page.key] },
      context: {
        question: (path) => drawing.question(questionPath(path)),
        isShown: (path) => shown.has(path),
        pieces: drawing.pieces,
      },
    },
    drawing.errors
  )
  return markers(page, pages, padded, wanted) + html
}

function shownPaths(pages: Page[], page: Page, kept: Answers, wanted?: Set<string>): Set<string> {
  const shown = new Screen(pages, kept).everything(page)
  const asked = wanted ? shown.filter(({ question }) => concerns(wanted, question)) : shown
  return new Set(asked.map(({ path }) => path))
}

/** The paths, with row numbers, of the conditional questions that are shown on a page. */
export function conditionalPaths(pages: Page[], page: Page, kept: Answers): string[] {
  return new Screen(pages, kept)
    .everything(page)
    .filter(({ question }) => question.rule && question.type.shape !== 'none')
    .map(({ path }) => path)
}

// What was on the screen, so that the server can tell, without a script, whether an answer has
// brought up a question that the usager has not seen yet.
function markers(page: Page, pages: Page[], kept: Answers, wanted?: Set<string>): string {
  if (wanted || !hasRules(page.questions)) return ''
  const paths = ['', ...conditionalPaths(pages, page, kept)]
  return paths.map((path) => `<input type="hidden" name="shown[]" value="${path}"/>`).join('')
}

export function hasRules(questions: Question[]): boolean {
  return questions.some(({ rule, children }) => rule !== undefined || hasRules(children))
}

/** A group that wants rows shows its first ones, empty, instead of only a button. */
function withFirstRows(questions: Question[], values: unknown): Bag {
  const padded: Bag = { ...(isBag(values) ? values : {}) }
  for (const { key, type, spec, required, children } of questions) {
    if (type.shape === 'parts') padded[key] = withFirstRows(children, padded[key])
    const rows = padded[key]
    const least = Math.max(Number(spec.minItems ?? 0), required ? 1 : 0)
    if (type.shape === 'rows' && least > 0 && !Array.isArray(rows)) {
      padded[key] = Array.from({ length: least }, () => ({}))
    }
  }
  return padded
}
