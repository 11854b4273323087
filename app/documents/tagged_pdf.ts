import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** Draws something under a tag that screen readers know: `P`, `H1`, `TD`… */
export type Add = (tag: string, draw: () => void, options?: { alt?: string }) => void

const fontFile = (style: string) =>
  createRequire(import.meta.url).resolve(
    `@expo-google-fonts/atkinson-hyperlegible/${style}/AtkinsonHyperlegible_${style}.ttf`
  )

interface Wanted {
  title: string
  author: string
  /** Goes into the file: the same content and date give the same bytes. */
  at: Date
  /** On each side, in points. */
  margin: number
  /** Keeps the pages open to the end, for what stands on each of them. */
  buffered?: boolean
}

/**
 * An A4 document that is tagged and has its fonts inside (`regular`, `bold`), so that a screen
 * reader reads it and any printer prints it.
 */
export function openPdf({ title, author, at, margin, buffered = false }: Wanted) {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr',
    displayTitle: true,
    subset: 'PDF/UA',
    bufferPages: buffered,
    info: { Title: title, Author: author, CreationDate: at, ModDate: at },
  } as unknown as PDFKit.PDFDocumentOptions)
  const done = collected(doc)
  doc.registerFont('regular', fontFile('400Regular')).registerFont('bold', fontFile('700Bold'))
  return { doc, done }
}

function collected(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('error', reject)
    doc.on('end', () => resolve(Buffer.concat(chunks)))
  })
}
