import type { Document, Spec } from '../document.js'
import { SETTINGS } from './settings.js'

/** A form without a page. */
export function blankForm(title: string): Document {
  return {
    '$schema': 'https://json-schema.org/draft/2020-12/schema',
    title,
    'type': 'object',
    'x-order': [],
    'properties': {},
  }
}

export function blankPage(title: string): Spec {
  return { title, 'type': 'object', 'x-order': [], 'properties': {} }
}

/** A question of this type as it is added; a value to be computed sums up the numbers before it. */
export function blankQuestion(type: string, title: string, numbers: string[] = []): Spec {
  const spec: Spec = { 'x-question': type, title, ...structuredClone(SETTINGS[type]?.blank) }
  if (type === 'computed') spec['x-compute'] = { sum: numbers.slice(-20) }
  return spec
}
