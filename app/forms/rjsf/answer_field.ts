import type { FieldProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { layoutOf } from '../layout.js'
import type { RenderContext } from './context.js'
import { descriptionIds } from './ids.js'

/**
 * The field of every question that holds a value: our control for its type. It stands in for RJSF's own
 * fields, whose number field depends on the machine's locale and whose file field reads files into memory.
 */
export function AnswerField(props: FieldProps): ReactNode {
  const { fieldPathId, formData, rawErrors = [], registry, onChange } = props
  const context = registry.formContext as RenderContext
  const path = fieldPathId.path.join('.')
  const question = context.question(path)
  if (!question?.type.control) return null
  const invalid = rawErrors.length > 0
  const isSet = layoutOf(question) === 'set'
  return question.type.control({
    question,
    path,
    id: fieldPathId.$id,
    name: fieldPathId.name ?? '',
    value: question.type.compute ? context.computed(path) : formData,
    pieces: context.pieces,
    uploads: context.uploads,
    // A fieldset bears the descriptions itself.
    describedBy: isSet ? undefined : descriptionIds(question, fieldPathId.$id, invalid),
    invalid,
    autoComplete: question.autocomplete,
    onRaw: (raw) => onChange(question.type.decode!(raw, question.spec), fieldPathId.path),
  })
}
