/**
 * A text with holes. What is the same in thousands of dossiers is worked out once, by the code that
 * serves real ones, with marks in place of what differs; each dossier then fills the holes in.
 */
export class Mould<Hole extends string> {
  readonly #parts: (string | { hole: Hole })[]

  /** @param marks what stands for each hole in the text; of two that begin alike, the longer comes first */
  constructor(text: string, marks: [mark: string, hole: Hole][]) {
    const known = new Map(marks)
    const any = new RegExp(`(${marks.map(([mark]) => escaped(mark)).join('|')})`)
    this.#parts = text.split(any).map((part) => {
      const hole = known.get(part)
      return hole === undefined ? part : { hole }
    })
  }

  fill(values: Record<Hole, string>): string {
    let text = ''
    for (const part of this.#parts) text += typeof part === 'string' ? part : values[part.hole]
    return text
  }
}

const escaped = (mark: string) => mark.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
