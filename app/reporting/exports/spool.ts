import { open, type FileHandle } from 'node:fs/promises'

const AT_ONCE = 1 << 18

/**
 * Rows that wait on the disk, one JSON line each: what a sheet looks like is only known once all were
 * seen, and memory holds some of them at a time.
 */
export class Spool<Row> {
  #waiting: string[] = []
  #length = 0
  count = 0

  private constructor(
    private path: string,
    private file: FileHandle
  ) {}

  static async at<Row>(path: string): Promise<Spool<Row>> {
    return new Spool<Row>(path, await open(path, 'w+'))
  }

  async add(row: Row) {
    const line = `${JSON.stringify(row)}\n`
    this.#waiting.push(line)
    this.#length += line.length
    this.count++
    if (this.#length > AT_ONCE) await this.#flush()
  }

  /** All the rows in their order, some at a time; as often as they are wanted. */
  async *rows(): AsyncGenerator<Row[]> {
    await this.#flush()
    const file = await open(this.path)
    try {
      let rest = ''
      for await (const chunk of file.createReadStream({
        encoding: 'utf8',
        highWaterMark: AT_ONCE,
        autoClose: false,
      })) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop()!
        if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as Row)
      }
    } finally {
      await file.close()
    }
  }

  close() {
    return this.file.close()
  }

  async #flush() {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#length = 0
    if (text) await this.file.write(text)
  }
}
