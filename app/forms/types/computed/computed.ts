import { output } from '../../controls/output.js'
import { amount as inEuros, number as inFrench } from '../../french.js'
import { say } from '../../say.js'
import { plain } from '../../values.js'
import type { AnswerType } from '../type.js'
import { compute } from './compute.js'
import { isFormula, operandsOf, wrongOperand } from './formula.js'

/**
 * A value that follows from other answers and is never taken from a post. `x-compute`: a sum, a product, an
 * age at a date or a tariff by bracket (`formula.ts`); `x-format`: `number` (with `x-unit`) or `amount`, in
 * cents. It depends on nothing but the answers, so that a dossier says the same ten years later.
 */
export const computed: AnswerType = {
  name: 'computed',
  label: 'forms.type.computed',
  shape: 'value',
  keywords: ['x-compute', 'x-format', 'x-unit'],
  comparison: 'number',
  schema: (spec) => ({ type: spec['x-format'] === 'amount' ? 'integer' : 'number' }),
  check: (spec) => {
    if (!['number', 'amount', undefined].includes(spec['x-format'] as string)) {
      return 'number, amount'
    }
    return isFormula(spec['x-compute']) ? undefined : 'sum, product, age, tariff'
  },
  checkPlace: ({ spec, title, group }, { before }) =>
    wrongOperand(spec, group, before) ? say('forms.check.operand', { title }) : undefined,
  layout: 'field',
  control: (props) => output(props, textOf(props.value, props.question.spec)),
  decode: () => undefined,
  compute,
  operands: operandsOf,
  text: textOf,
  cell: (value, spec) => {
    if (typeof value !== 'number') return plain(value)
    return spec['x-format'] === 'amount' ? value / 100 : value
  },
  anonymise: (value) => value,
}

function textOf(value: unknown, spec: Parameters<typeof compute>[0]): string {
  if (typeof value !== 'number') return say('forms.computed.waiting')
  if (spec['x-format'] === 'amount') return inEuros(value)
  return inFrench(value) + (spec['x-unit'] ? `\u00a0${plain(spec['x-unit'])}` : '')
}
