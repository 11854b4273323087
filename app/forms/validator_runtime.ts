import equal from 'ajv/dist/runtime/equal.js'
import ucs2length from 'ajv/dist/runtime/ucs2length.js'
import { judge } from './judge.js'

const modules: Record<string, unknown> = {
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/ucs2length': ucs2length,
  'guichet/judge': { judge },
}

/** What the source of a compiled validator requires, and nothing else. */
export function requireKnown(name: string): unknown {
  if (!Object.hasOwn(modules, name)) throw new Error(`A validator asked for ${name}`)
  return modules[name]
}
