import { isBound, isRealDate, resolveBound } from '../../calendar.js'
import { dateParts } from '../../controls/date_parts.js'
import { date as inFrench } from '../../french.js'
import { line, own, plain } from '../../values.js'
import type { AnswerType } from '../type.js'

/**
 * A day, `YYYY-MM-DD`. `x-not-before` and `x-not-after` are a date, `today`, or `today` with a shift:
 * `today+30d`, `today+6m`, `today-18y`.
 */
export const date: AnswerType = {
  name: 'date',
  label: 'forms.type.date',
  shape: 'value',
  keywords: ['x-not-before', 'x-not-after'],
  comparison: 'date',
  schema: (spec) => ({
    'type': 'string',
    'format': 'date',
    'maxLength': 32,
    'x-rule': {
      'real-date': true,
      ...(isBound(spec['x-not-before']) && { 'not-before': spec['x-not-before'] }),
      ...(isBound(spec['x-not-after']) && { 'not-after': spec['x-not-after'] }),
    },
  }),
  check: (spec) =>
    [spec['x-not-before'], spec['x-not-after']].every((b) => b === undefined || isBound(b))
      ? undefined
      : 'today, today+30d, today-18y, 2026-12-31',
  layout: 'set',
  control: dateParts,
  focus: () => '-day',
  autocomplete: 'bday',
  decode: (raw) => (typeof raw === 'string' ? readText(raw) : readParts(raw)),
  text: inFrench,
  cell: plain,
  anonymise: (value) => plain(value).slice(0, 4),
  judges: {
    'real-date': (value: string) => isRealDate(value),
    'not-before': (value: string, bound: string, clock) =>
      value >= resolveBound(bound, clock.today),
    'not-after': (value: string, bound: string, clock) => value <= resolveBound(bound, clock.today),
  },
  limit: (bound, clock) => inFrench(resolveBound(plain(bound), clock.today)),
  messages: {
    'real-date': 'forms.date.real',
    'not-before': 'forms.date.not_before',
    'not-after': 'forms.date.not_after',
  },
}

/** Typed in one go: « 5/3/2026 » or the ISO form. */
function readText(raw: string): string | undefined {
  const text = line(raw, 32)
  const match = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text)
  if (match) return join(match[3]!, match[2]!, match[1]!)
  return text || undefined
}

function readParts(raw: unknown): string | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((part) =>
    line(own(raw, part))
      .replace(/[^0-9A-Za-z]/g, '')
      .slice(0, 9)
  ) as [string, string, string]
  return year || month || day ? join(year, month, day) : undefined
}

// What is missing stays missing between the dashes, so that it can be shown again as it was typed.
function join(year: string, month: string, day: string): string {
  const pad = (text: string) => (/^\d$/.test(text) ? `0${text}` : text)
  return `${year}-${pad(month)}-${pad(day)}`
}
