/** The DOM id of a control; `path` is dotted, with row numbers. */
export function domId(path: string): string {
  return `f-${path.replaceAll('.', '-')}`
}

/** A path without its row numbers: what a `Question` is known by. */
export function questionPath(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, '')
}
