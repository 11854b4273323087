import { MultipartFile } from '@adonisjs/core/bodyparser'

type Bag = Record<string, unknown>

const DEEPEST = 6
const MOST = 2000

/**
 * What a body parser made of anyone's fields, cut to what a form can hold: texts, in lists without
 * holes and objects without a prototype's keys. `f[a][4294967294]` is a list of one.
 */
export function tidy(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return undefined
  if (value instanceof MultipartFile) return undefined
  const entries = Object.entries(value)
    .slice(0, MOST)
    .map(([key, item]) => [key, tidy(item, depth + 1)] as const)
    .filter(([, item]) => item !== undefined)
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a dotted path, of own keys only. */
export function read(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key)
      ? (at as Bag)[key]
      : undefined
  }, value)
}

/** The fields of one page of a form, as anyone posted them. */
export function postedPage(fields: unknown, page: string): Bag {
  const tidied = tidy(read(fields, page))
  return isBag(tidied) ? tidied : {}
}

/** Sets a value at a path, making the sections that are missing on the way. */
export function put(target: Bag, path: string[], value: unknown): void {
  const holder = path.slice(0, -1).reduce((at, key) => (at[key] ??= {}) as Bag, target)
  holder[path.at(-1)!] = value
}
