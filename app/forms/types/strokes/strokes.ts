import { createElement as h, type ChangeEvent, type ReactNode } from 'react'
import { say } from '../../say.js'
import { plain } from '../../values.js'
import type { AnswerType, ControlProps } from '../type.js'

/** What is drawn on, in the units of the path. */
export const PAD = { width: 600, height: 240 }

/** Of a path: some two thousand points, three times a long signature. */
export const LONGEST_PATH = 16_000

/** Strokes of a pen: where each begins, then its steps. Nothing else that an SVG path may hold. */
const PATH = '^(?:M\\d{1,3} \\d{1,3}l-?\\d{1,3} -?\\d{1,3}(?: -?\\d{1,3} -?\\d{1,3})*)+$'
const isPath = new RegExp(PATH)

/**
 * What was drawn by hand, as the `d` of an SVG path on a pad of 600 × 240: a part of a signature, never
 * a question of its own, and never required: not everyone can draw. Without a script nothing is drawn,
 * and what was drawn before stays.
 */
export const strokes: AnswerType = {
  name: 'strokes',
  label: 'forms.type.signature',
  shape: 'value',
  isPart: true,
  schema: () => ({ type: 'string', maxLength: LONGEST_PATH, pattern: PATH }),
  layout: 'hidden',
  control: pad,
  decode: (raw) =>
    typeof raw === 'string' && raw.length <= LONGEST_PATH && isPath.test(raw) ? raw : undefined,
  text: () => say('forms.strokes.drawn'),
  anonymise: () => undefined,
}

function pad({ question, id, name, value, onRaw }: ControlProps): ReactNode {
  const path = plain(value)
  return h(
    'div',
    { 'className': 'strokes', 'data-enhance': 'strokes' },
    h('input', {
      type: 'hidden',
      name,
      defaultValue: path,
      onChange: (event: ChangeEvent<HTMLInputElement>) => onRaw(event.target.value),
    }),
    h('p', { className: 'field__label strokes__live', id: `${id}-label` }, question.title),
    h('p', { className: 'field__help strokes__live', id: `${id}-help` }, say('forms.strokes.help')),
    h(
      'svg',
      {
        'className': path ? 'strokes__pad' : 'strokes__pad strokes__live',
        'id': id,
        'viewBox': `0 0 ${PAD.width} ${PAD.height}`,
        'role': 'img',
        'aria-label': say(path ? 'forms.strokes.drawn' : 'forms.strokes.empty'),
      },
      h('path', { d: path })
    ),
    h(
      'button',
      { type: 'button', className: 'button button--secondary strokes__live' },
      say('forms.strokes.erase')
    )
  )
}
