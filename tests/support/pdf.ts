import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const run = promisify(execFile)
const jsQR = createRequire(import.meta.url)('jsqr') as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number
) => { data: string } | null

/** The text of a PDF by pdf.js, which shares no line with what wrote it. White space is folded. */
export async function textOf(pdf: Buffer): Promise<string> {
  const opening = getDocument({ data: new Uint8Array(pdf) })
  const document = await opening.promise
  const pages: string[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await opening.destroy()
  return folded(pages.join(' '))
}

/** What poppler makes of a PDF; null on a machine without its tools. */
export async function byPoppler(pdf: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-pdf-'))
  try {
    const file = join(folder, 'a.pdf')
    await writeFile(file, pdf)
    const { stdout: info } = await run('pdfinfo', [file])
    const { stdout: text } = await run('pdftotext', [file, '-'])
    await run('pdftoppm', ['-gray', '-r', '150', '-singlefile', file, join(folder, 'a')])
    return { info, text: folded(text), code: readCode(await readFile(join(folder, 'a.pgm'))) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The QR code in a picture, as a telephone reads it. */
function readCode(pgm: Buffer): string | null {
  const [head, width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.toString('latin1', 0, 40))!
  const grey = pgm.subarray(head.length)
  const pixels = new Uint8ClampedArray(grey.length * 4).fill(255)
  grey.forEach((value, at) => pixels.fill(value, at * 4, at * 4 + 3))
  return jsQR(pixels, Number(width), Number(height))?.data ?? null
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
