import { openPdf } from '#documents/tagged_pdf'

/** A dossier on paper: all of it as text. */
export interface DossierText {
  commune: string
  /** `#rrggbb`. */
  colour: string
  title: string
  /** What stands below the title: `['Référence', 'K7M-4QX3']`. */
  facts: [string, string][]
  /** Titles, and below them questions with their answers. */
  sections: { title: string; items: [string, string][] }[]
  /** A table; its columns share the width as `widths` say, which make 1. */
  tables: { title: string; none: string; heads: string[]; widths: number[]; rows: string[][] }[]
  /** « PLS-4F7K-92, page 1 sur 3 ». */
  foot: (page: number, pages: number) => string
}

const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const PAD = 4
const GREY = '#595959'

type Doc = PDFKit.PDFDocument
type Parent = PDFKit.PDFStructureElement

/**
 * The PDF of a dossier, tagged: titles, questions and answers, real tables. The date goes into the
 * file: the same dossier and date give the same bytes.
 */
export function dossierPdf(text: DossierText, at: Date): Promise<Buffer> {
  const { doc, done } = openPdf({
    title: text.title,
    author: text.commune,
    at,
    margin: MARGIN,
    buffered: true,
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  heading(doc, root, text)
  for (const section of text.sections) {
    title(doc, root, section.title)
    for (const [label, value] of section.items) answer(doc, root, label, value)
  }
  for (const one of text.tables) table(doc, root, one)
  root.end()
  feet(doc, text)
  doc.end()
  return done
}

function heading(doc: Doc, root: Parent, { commune, colour, title: name, facts }: DossierText) {
  add(doc, root, 'P', () => doc.font('bold').fontSize(12).fillColor(colour).text(commune))
  doc.moveDown(0.8)
  add(doc, root, 'H1', () => doc.font('bold').fontSize(19).fillColor('#000000').text(name))
  doc.moveDown(0.6)
  for (const [label, value] of facts) {
    add(doc, root, 'P', () => {
      doc.font('bold').fontSize(10.5).text(`${label}\u00a0: `, { continued: true })
      doc.font('regular').text(value)
    })
  }
}

function title(doc: Doc, root: Parent, text: string) {
  doc.moveDown(1)
  room(doc, 70)
  add(doc, root, 'H2', () =>
    doc.font('bold').fontSize(14).fillColor('#000000').text(text, MARGIN, doc.y, { width: WIDTH })
  )
  doc.moveDown(0.3)
}

function answer(doc: Doc, root: Parent, label: string, value: string) {
  room(doc, 32)
  add(doc, root, 'H3', () =>
    doc.font('regular').fontSize(9).fillColor(GREY).text(label, MARGIN, doc.y, { width: WIDTH })
  )
  add(doc, root, 'P', () =>
    doc.font('regular').fontSize(11).fillColor('#000000').text(value, { width: WIDTH })
  )
  doc.moveDown(0.5)
}

function table(doc: Doc, root: Parent, { title: name, none, heads, widths, rows }: Table) {
  title(doc, root, name)
  if (rows.length === 0) {
    add(doc, root, 'P', () => doc.font('regular').fontSize(11).text(none, { width: WIDTH }))
    return
  }
  const element = doc.struct('Table')
  root.add(element)
  row(doc, element, heads, widths, 'TH')
  for (const cells of rows) row(doc, element, cells, widths, 'TD')
  element.end()
}

type Table = DossierText['tables'][number]

/** A row stays on one page, unless it is longer than one. */
function row(doc: Doc, parent: Parent, cells: string[], widths: number[], tag: 'TH' | 'TD') {
  doc.font(tag === 'TH' ? 'bold' : 'regular').fontSize(9.5)
  const heights = cells.map((text, at) =>
    doc.heightOfString(text || ' ', { width: widths[at]! * WIDTH - 2 * PAD })
  )
  const height = Math.min(Math.max(...heights) + 2 * PAD, doc.page.height - 2 * MARGIN)
  room(doc, height)
  const top = doc.y
  const element = doc.struct('TR')
  parent.add(element)
  let left = MARGIN
  cells.forEach((text, at) => {
    const width = widths[at]! * WIDTH
    const place = { width: width - 2 * PAD, height: height - PAD, ellipsis: true }
    add(doc, element, tag, () =>
      doc.fillColor('#000000').text(text || ' ', left + PAD, top + PAD, place)
    )
    left += width
  })
  element.end()
  artifact(doc, () => {
    const bottom = top + height
    doc
      .moveTo(MARGIN, bottom)
      .lineTo(MARGIN + WIDTH, bottom)
      .lineWidth(0.5)
      .stroke('#bbbbbb')
  })
  doc.x = MARGIN
  doc.y = top + height
}

/** Numbers on every page, which no screen reader reads in the middle of a sentence. */
function feet(doc: Doc, { foot }: DossierText) {
  const { start, count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page)
    // What stands in the margin would otherwise begin another page.
    doc.page.margins.bottom = 0
    artifact(doc, () =>
      doc
        .font('regular')
        .fontSize(8.5)
        .fillColor(GREY)
        .text(foot(page + 1, count), MARGIN, doc.page.height - 36, { width: WIDTH, align: 'right' })
    )
    doc.page.margins.bottom = MARGIN
  }
}

/** Where less than that is left of a page, the next one begins. */
function room(doc: Doc, height: number) {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage()
}

function add(doc: Doc, parent: Parent, tag: string, draw: () => void) {
  parent.add(doc.struct(tag as never, {}, draw))
}

function artifact(doc: Doc, draw: () => void) {
  doc.markContent('Artifact', { type: 'Layout' } as never)
  draw()
  doc.endMarkedContent()
}
