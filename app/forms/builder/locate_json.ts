/** Where something stands in a text, from 1 on. */
export interface Position {
  line: number
  column: number
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/**
 * Where a JSON pointer leads in a text that `JSON.parse` has read: to the value, or to the nearest thing
 * around it that is there.
 */
export function locatePointer(text: string, pointer: string): Position {
  const wanted = pointer.split('/').slice(1).map(unescape)
  let at = skip(text, 0)
  for (const key of wanted) {
    const next = child(text, at, key)
    if (next === undefined) break
    at = next
  }
  return positionAt(text, at)
}

/**
 * Where a text stops being JSON: engines say so in words of their own, or not at all.
 *
 * @returns undefined where it is JSON
 */
export function syntaxError(text: string): Position | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const [end, fine] = value(text, skip(text, 0))
    return positionAt(text, fine ? skip(text, end) : end)
  }
}

/** The offset after a value and true; or where it goes wrong, and false. */
type Read = [offset: number, fine: boolean]

const SCALAR =
  /(?:"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy

function value(text: string, at: number): Read {
  if (text[at] === '{') return members(text, at, '}')
  return text[at] === '[' ? members(text, at, ']') : scalar(text, at)
}

function members(text: string, start: number, close: string): Read {
  let at = skip(text, start + 1)
  if (text[at] === close) return [at + 1, true]
  for (;;) {
    if (close === '}') {
      const [end, fine] = text[at] === '"' ? scalar(text, at) : ([at, false] as Read)
      if (!fine) return [end, false]
      at = skip(text, end)
      if (text[at] !== ':') return [at, false]
      at = skip(text, at + 1)
    }
    const [end, fine] = value(text, at)
    if (!fine) return [end, false]
    at = skip(text, end)
    if (text[at] === close) return [at + 1, true]
    if (text[at] !== ',') return [at, false]
    at = skip(text, at + 1)
  }
}

function scalar(text: string, at: number): Read {
  SCALAR.lastIndex = at
  const found = SCALAR.exec(text)
  return found ? [at + found[0].length, true] : [at, false]
}

function unescape(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The offset of the value under a key, or at an index, of the object or array that begins here. */
function child(text: string, start: number, key: string): number | undefined {
  const isObject = text[start] === '{'
  if (!isObject && text[start] !== '[') return undefined
  let at = skip(text, start + 1)
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index++) {
    let name = String(index)
    if (isObject) {
      const end = endOf(text, at)
      name = JSON.parse(text.slice(at, end)) as string
      at = skip(text, skip(text, end) + 1)
    }
    if (name === key) return at
    at = skip(text, endOf(text, at))
    if (text[at] === ',') at = skip(text, at + 1)
  }
  return undefined
}

/** The offset after the value that begins here. */
function endOf(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const one = text[at]!
    if (one === '"') {
      at = closing(text, at)
      if (depth === 0) return at + 1
    } else if (one === '{' || one === '[') depth++
    else if (one === '}' || one === ']') {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (depth === 0 && /[,\s:]/.test(one)) return at
  }
  return text.length
}

function closing(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

function skip(text: string, start: number): number {
  let at = start
  while (at < text.length && /\s/.test(text[at]!)) at++
  return at
}
