import { isBound } from '../../calendar.js'
import { say } from '../../say.js'
import { own } from '../../values.js'
import { date } from '../date/date.js'
import type { AnswerType } from '../type.js'

/** From one day to another, both included: `{start, end}`. Its limits are those of a date. */
export const period: AnswerType = {
  name: 'period',
  label: 'forms.type.period',
  shape: 'parts',
  keywords: ['x-not-before', 'x-not-after'],
  comparison: 'presence',
  schema: () => ({ 'x-rule': { period: true } }),
  parts: (spec) => {
    const limits = { 'x-not-before': spec['x-not-before'], 'x-not-after': spec['x-not-after'] }
    const asked = Object.fromEntries(Object.entries(limits).filter(([, bound]) => isBound(bound)))
    return {
      'x-order': ['start', 'end'],
      'required': ['start', 'end'],
      'properties': {
        start: { 'x-question': 'date', 'title': say('forms.period.start'), ...asked },
        end: { 'x-question': 'date', 'title': say('forms.period.end'), ...asked },
      },
    }
  },
  text: (value) =>
    say('forms.period.text', {
      start: date.text!(own(value, 'start'), {}),
      end: date.text!(own(value, 'end'), {}),
    }),
  check: date.check,
  judges: {
    // Against nothing but two real dates: anything else is told at its own part.
    period: (value: object) => {
      const [start, end] = [own(value, 'start'), own(value, 'end')]
      return typeof start !== 'string' || typeof end !== 'string' || start <= end
    },
  },
  messages: { period: 'forms.period.period' },
}
