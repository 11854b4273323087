import { encode } from 'uqr'
import { type Add, openPdf } from '#documents/tagged_pdf'

/** What a certificate says, line by line. */
export interface CertificateText {
  commune: string
  /** Address, telephone…: what stands below the name of the commune. */
  contact: string[]
  /** `#rrggbb`. */
  colour: string
  title: string
  number: string
  /** Facts in two columns: `['Référence', 'K7M-4QX3']`. */
  facts: [string, string][]
  paragraphs: string[]
  /** « Fait à Plassans, le 24 novembre 2026 ». */
  done: string
  /** How the paper is checked, and where. */
  verify: string
  url: string
}

const MARGIN = 64
const WIDTH = 595.28 - 2 * MARGIN
const QR = 84

/**
 * The paper: tagged and with its fonts inside, so that a screen reader reads it and any printer
 * prints it. The date goes into the file: the same text and date give the same bytes.
 */
export function certificatePdf(text: CertificateText, at: Date): Promise<Buffer> {
  const title = `${text.title} ${text.number}`
  const { doc, done } = openPdf({ title, author: text.commune, at, margin: MARGIN })
  write(doc, text)
  doc.end()
  return done
}

function write(doc: PDFKit.PDFDocument, text: CertificateText) {
  const root = doc.struct('Document')
  doc.addStructure(root)
  const add: Add = (tag, draw, options = {}) => root.add(doc.struct(tag as never, options, draw))

  doc.markContent('Artifact', { type: 'Layout' } as never)
  doc.rect(0, 0, doc.page.width, 8).fill(text.colour)
  doc.endMarkedContent()

  add('P', () =>
    doc.font('bold').fontSize(15).fillColor(text.colour).text(text.commune, MARGIN, MARGIN)
  )
  for (const line of text.contact) {
    add('P', () => doc.font('regular').fontSize(9.5).fillColor('#333333').text(line))
  }
  doc.moveDown(3)
  add('H1', () => doc.font('bold').fontSize(21).fillColor('#000000').text(text.title))
  add('P', () => doc.font('regular').fontSize(11).text(`N°\u00a0${text.number}`))
  doc.moveDown(1.5)
  for (const [label, value] of text.facts) {
    add('P', () => {
      doc.font('bold').fontSize(11).text(`${label}\u00a0: `, { continued: true })
      doc.font('regular').text(value)
    })
    doc.moveDown(0.3)
  }
  doc.moveDown(1)
  for (const paragraph of text.paragraphs) {
    add('P', () => doc.font('regular').fontSize(12).text(paragraph, { width: WIDTH, lineGap: 3 }))
    doc.moveDown(0.8)
  }
  doc.moveDown(1)
  add('P', () => doc.font('regular').fontSize(12).text(text.done, { width: WIDTH, align: 'right' }))
  foot(doc, text, add)
  root.end()
}

/** At the bottom of the page where the text ends, or of the next one. */
function foot(doc: PDFKit.PDFDocument, { url, verify }: CertificateText, add: Add) {
  const top = doc.page.height - MARGIN - QR
  if (doc.y > top - 24) doc.addPage()
  add('Figure', () => drawCode(doc, url, MARGIN, top), { alt: `Code QR vers ${url}` })
  const left = MARGIN + QR + 16
  const width = WIDTH - QR - 16
  add('P', () => {
    doc
      .font('regular')
      .fontSize(9.5)
      .fillColor('#333333')
      .text(verify, left, top + 14, { width })
    doc.font('bold').text(url, { width })
  })
}

/** Drawn, not pictured: sharp at any size. */
function drawCode(doc: PDFKit.PDFDocument, url: string, left: number, top: number) {
  const { data, size } = encode(url, { ecc: 'M', border: 2 })
  const cell = QR / size
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) {
      if (dark) doc.rect(left + x * cell, top + y * cell, cell, cell)
    }
  }
  doc.fill('#000000')
}
