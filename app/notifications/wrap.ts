/**
 * Folds text at 72 columns, for readers without HTML. Only at spaces proper: a no-break space
 * holds, and so does an address, however long.
 *
 * @param indent what each line begins with, such as `> `
 */
export function wrap(text: string, indent = ''): string {
  const width = 72 - indent.length
  return text
    .split('\n')
    .flatMap((line) => fold(line, width))
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n')
}

function fold(line: string, width: number): string[] {
  const lines = ['']
  for (const word of line.split(/[ \t]+/)) {
    const last = lines.at(-1)!
    if (last && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  return lines
}
