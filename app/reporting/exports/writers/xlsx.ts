import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { looksLikeFormula } from '#shared/csv'
import {
  type Cell,
  type Column,
  cut,
  isTime,
  type Table,
  type Writer,
  xml,
} from '#reporting/exports/table'

/**
 * Office Open XML, sheet after sheet as its rows come: no library on npm writes sheets as a stream
 * and OpenDocument too. A text is never anything but a text, and stays one when its cell is edited.
 */
export const xlsx: Writer = (tables) => {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: Error) => void output.destroy(error)
  zip.on('error', fail)
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(HEAD + text), path)
  add('[Content_Types].xml', contentTypes(tables))
  add('_rels/.rels', ROOT)
  add('xl/workbook.xml', workbook(tables))
  add('xl/_rels/workbook.xml.rels', relations(tables))
  add('xl/styles.xml', STYLES)
  for (const [at, table] of tables.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${at + 1}.xml`, { compressionLevel: 4 }, (given) =>
      given(null, Readable.from(sheet(table), { objectMode: false }).on('error', fail))
    )
  }
  zip.end()
  return output
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What a cell holds at most, in Excel. */
const LONGEST = 32_767

/** The places of `STYLES`. */
const STYLE = { head: 1, date: 2, moment: 3, amount: 4, quoted: 5 } as const

const STYLES = `<styleSheet xmlns="${MAIN}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`

const ROOT = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const contentTypes = (tables: Table[]) =>
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${tables.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`

const workbook = (tables: Table[]) =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tables.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`

const relations = (tables: Table[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${tables.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId0" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`

async function* sheet({ columns, rows, count }: Table): AsyncGenerator<string> {
  const names = columns.map((_, at) => letters(at))
  const last = `${names.at(-1) ?? 'A'}${count + 1}`
  yield `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(width).join('')}</cols><sheetData>${head(columns, names)}`
  let n = 1
  for await (const some of rows()) {
    let text = ''
    for (const cells of some) text += row(cells, columns, names, ++n)
    yield text
  }
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
}

const head = (columns: Column[], names: string[]) =>
  `<row r="1">${columns.map(({ title }, at) => text(`${names[at]}1`, title, STYLE.head)).join('')}</row>`

const width = ({ title, kind }: Column, at: number) => {
  const wide = kind === 'text' ? Math.min(40, Math.max(14, title.length + 4)) : 18
  return `<col min="${at + 1}" max="${at + 1}" width="${wide}" customWidth="1"/>`
}

function row(cells: Cell[], columns: Column[], names: string[], n: number): string {
  let found = ''
  for (const [at, value] of cells.entries()) {
    if (value === null || (typeof value === 'string' && !value.trim())) continue
    const place = `${names[at]}${n}`
    const { kind } = columns[at]!
    if (typeof value === 'number') {
      const style = kind === 'amount' ? ` s="${STYLE.amount}"` : ''
      found += Number.isFinite(value) ? `<c r="${place}"${style}><v>${value}</v></c>` : ''
    } else if (isTime(value, kind) && value >= FIRST_DAY) {
      const style = kind === 'date' ? STYLE.date : STYLE.moment
      found += `<c r="${place}" s="${style}"><v>${serial(value)}</v></c>`
    } else found += text(place, value, looksLikeFormula(value) ? STYLE.quoted : 0)
  }
  return `<row r="${n}">${found}</row>`
}

const text = (place: string, value: string, style: number) =>
  `<c r="${place}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(cut(value, LONGEST))}</t></is></c>`

/** `_x000D_` would be read as a character: its own underscore is written so instead. */
const escaped = (value: string) =>
  xml(/_x[\da-f]{4}_/i.test(value) ? value.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_') : value)

/** Excel counts one day too many before this one. */
const FIRST_DAY = '1900-03-01'
const EPOCH = Date.UTC(1899, 11, 30)

/** Days since the end of 1899, of a date or a moment as it stands on a clock. */
const serial = (value: string) =>
  (Date.parse(value.length > 10 ? `${value}Z` : value) - EPOCH) / 86_400_000

/** 0 → A, 26 → AA. */
function letters(at: number): string {
  const rest = Math.floor(at / 26)
  return (rest ? letters(rest - 1) : '') + String.fromCharCode(65 + (at % 26))
}
