import { number } from './french.js'
import type { Located } from './locate.js'
import { say, type MessageKey } from './say.js'
import type { Clock, RuleName } from './types/type.js'
import { isBag } from './values.js'

/** For what a type does not say in its own words. */
const USUAL: Record<RuleName, MessageKey> = {
  required: 'forms.error.required',
  minLength: 'forms.error.min_length',
  maxLength: 'forms.error.max_length',
}

/** The sentence under the field: the form's own wording, else that of the type for this rule. */
export function messageFor({ question, name, rule, params }: Located, clock: Clock): string {
  const { type, spec } = question
  const own = spec['x-message']
  if (typeof own === 'string') return own
  if (isBag(own) && typeof own[rule] === 'string') return own[rule]
  const key = type.messages?.[rule] ?? USUAL[rule] ?? 'forms.error.invalid'
  const bound = params.limit ?? boundOf(question.type.schema?.(spec), rule)
  const limit = bound === undefined ? '' : (type.limit?.(bound, clock) ?? number(Number(bound)))
  return say(key, { title: name, limit })
}

function boundOf(schema: unknown, rule: RuleName): unknown {
  const rules = isBag(schema) ? schema['x-rule'] : undefined
  return isBag(rules) ? rules[rule] : undefined
}
