import { file } from '../file/file.js'
import type { AnswerType } from '../type.js'
import type { Spec } from '../../document.js'

const asImages = (spec: Spec): Spec => ({ ...spec, 'x-kinds': ['image'] })

/** Photographs: a file question that takes images only, those of telephones (HEIC) too. */
export const photo: AnswerType = {
  ...file,
  name: 'photo',
  label: 'forms.type.photo',
  keywords: ['minItems', 'maxItems', 'x-max-size'],
  schema: (spec) => file.schema!(asImages(spec)),
  check: (spec) => file.check!(asImages(spec)),
  settings: (spec) => file.settings!(asImages(spec)),
  control: (props) => {
    const question = { ...props.question, spec: asImages(props.question.spec) }
    return file.control!({ ...props, question })
  },
  text: file.text,
  messages: { ...file.messages, required: 'forms.photo.required' },
}
