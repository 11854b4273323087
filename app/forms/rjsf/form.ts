import Form, { type IChangeEvent } from '@rjsf/core'
import { bracketNameGenerator, type ErrorSchema, type ValidatorType } from '@rjsf/utils'
import { createElement as h, Fragment, type ReactNode } from 'react'
import type { JsonSchema } from '../document.js'
import { AnswerField } from './answer_field.js'
import type { RenderContext } from './context.js'
import { FieldTemplate } from './field_template.js'
import {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  ObjectFieldTemplate,
} from './group_templates.js'

export interface FieldsProps {
  schema: JsonSchema
  uiSchema: JsonSchema
  formData: unknown
  /** As RJSF nests them. */
  errors: ErrorSchema
  context: RenderContext
  /** The paths of what is shown under a condition; null where nothing is. */
  conditional: string[] | null
  onChange?: (formData: unknown) => void
}

// The schema that RJSF is given has no conditions in it and our room judges the answers, so nothing
// is left for a validator to do, and none has to be compiled in the browser.
const nothingToValidate: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({}),
}

/** The fields of a page, drawn by RJSF with our theme; no form element, no buttons to send it. */
export function Fields(props: FieldsProps): ReactNode {
  return h(Fragment, null, markers(props.conditional), drawn(props))
}

// What was on the screen, so that the server can tell, without a script, whether an answer has
// brought up a question that the usager has not seen yet.
function markers(conditional: string[] | null): ReactNode {
  return (
    conditional &&
    ['', ...conditional].map((path) =>
      h('input', { type: 'hidden', name: 'shown[]', value: path, key: path })
    )
  )
}

function drawn({ schema, uiSchema, formData, errors, context, onChange }: FieldsProps): ReactNode {
  return h(
    Form,
    {
      schema,
      uiSchema,
      formData,
      formContext: context,
      extraErrors: errors,
      onChange: onChange && (({ formData: changed }: IChangeEvent) => onChange(changed)),
      validator: nothingToValidate,
      tagName: Bare,
      idPrefix: 'f',
      idSeparator: '-',
      nameGenerator: bracketNameGenerator,
      noHtml5Validate: true,
      showErrorList: false,
      fields: { AnswerField },
      templates: { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate },
      experimental_defaultFormStateBehavior: {
        constAsDefaults: 'never',
        emptyObjectFields: 'skipDefaults',
        arrayMinItems: { populate: 'never' },
      },
    },
    h(Fragment)
  )
}

// The desk writes the form element, with its CSRF token and its buttons.
function Bare({ children }: { children?: ReactNode }): ReactNode {
  return h(Fragment, null, children)
}
