/** The size of the letters of a diagram, and of a line of them. In pixels, as all the drawing. */
export const LETTER = 14
export const LINE = 18

/** A text as it is drawn: its lines, and the room that they take. */
export interface Block {
  lines: string[]
  width: number
  height: number
}

/** Breaks a text between words, so that no line is longer than `most` letters where it can be. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/[ \n]+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

export function block(lines: string[]): Block {
  const width = Math.max(0, ...lines.map(widthOf))
  return { lines, width: Math.ceil(width), height: lines.length * LINE }
}

const NARROW = /[\sijlI.,:;!'’()|]/
const WIDE = /[mwMWÉÈÀŒA-Z]/

/** The server has no font: a line is reckoned a little wider than any browser draws it. */
function widthOf(line: string): number {
  let width = 0
  for (const letter of line) {
    width += LETTER * (NARROW.test(letter) ? 0.36 : WIDE.test(letter) ? 0.8 : 0.59)
  }
  return width
}
