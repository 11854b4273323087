import { conditionsOf } from './conditions/holds.js'
import type { Answers, JsonSchema, Pieces } from './document.js'
import type { FieldError } from './errors.js'
import type { Page, Question } from './question.js'
import { renderFields } from './rjsf/render.js'
import { viewSchema } from './rjsf/schemas.js'
import { look, type Sheet } from './sheet.js'
import { isEmpty, own } from './values.js'
import { walk } from './walk.js'

export interface Drawing extends Sheet {
  uiSchema: JsonSchema
  answers: Answers
  errors: FieldError[]
  pieces: Pieces
}

/** The fields of one sheet as HTML. */
export function draw(drawing: Drawing): string {
  const { values, context, conditional } = look(drawing, drawing.answers, drawing.pieces)
  return renderFields(
    {
      schema: viewSchema(drawing.together),
      uiSchema: drawing.uiSchema,
      formData: values,
      context,
      conditional,
    },
    drawing.errors
  )
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
