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
 * Where a text stops being JSON.
 *
 * @returns undefined where it is JSON
 */
export function syntaxError(text: string): Position | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const offset = /position (\d+)/.exec(String(error))
    return positionAt(text, offset ? Number(offset[1]) : text.length)
  }
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
