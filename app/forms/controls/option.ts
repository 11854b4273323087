import type { Spec } from '../document.js'
import { isBag, plain } from '../values.js'

export interface Option {
  value: string
  title: string
  description?: string
}

/** The options of a choice: `oneOf: [{const, title}]`, or a bare `enum` whose values are their own titles. */
export function options(spec: Spec): Option[] {
  if (Array.isArray(spec.oneOf)) {
    return spec.oneOf.filter(isBag).map((option) => ({
      value: plain(option.const),
      title: plain(option.title ?? option.const),
      ...(typeof option.description === 'string' && { description: option.description }),
    }))
  }
  const values = Array.isArray(spec.enum) ? spec.enum : []
  return values.map((value) => ({ value: plain(value), title: plain(value) }))
}

export function titleOf(list: Option[], value: unknown): string {
  return list.find((option) => option.value === value)?.title ?? plain(value)
}
