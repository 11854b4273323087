import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import {
  type Cell,
  type Column,
  isTime,
  type Table,
  type Writer,
  xml,
} from '#reporting/exports/table'

/** OpenDocument, table after table as its rows come. A text is a text, whatever it begins with. */
export const ods: Writer = (tables) => {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: Error) => void output.destroy(error)
  zip.on('error', fail)
  // First and as it is: programs know the format by it.
  zip.addBuffer(Buffer.from(TYPE), 'mimetype', { compress: false })
  zip.addBuffer(Buffer.from(HEAD + MANIFEST), 'META-INF/manifest.xml')
  zip.addBuffer(Buffer.from(HEAD + STYLES), 'styles.xml')
  zip.addReadStreamLazy('content.xml', { compressionLevel: 4 }, (given) =>
    given(null, Readable.from(content(tables), { objectMode: false }).on('error', fail))
  )
  zip.end()
  return output
}

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACE = 'urn:oasis:names:tc:opendocument:xmlns:'
const NAMESPACES = ['office', 'table', 'text', 'style', 'manifest']
  .map((name) => `xmlns:${name}="${SPACE}${name}:1.0"`)
  .concat(`xmlns:number="${SPACE}datastyle:1.0"`, `xmlns:fo="${SPACE}xsl-fo-compatible:1.0"`)
  .join(' ')

const MANIFEST = `<manifest:manifest ${NAMESPACES} manifest:version="1.3">${[
  ['/', TYPE],
  ['content.xml', 'text/xml'],
  ['styles.xml', 'text/xml'],
]
  .map(
    ([path, type]) =>
      `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`
  )
  .join('')}</manifest:manifest>`

const STYLES = `<office:document-styles ${NAMESPACES} office:version="1.3"><office:styles><style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>`

const DATE = `<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>`
const TIME = `<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>`

const CELL_STYLES = `<office:automatic-styles><number:date-style style:name="d">${DATE}</number:date-style><number:date-style style:name="m">${DATE}${TIME}</number:date-style><number:number-style style:name="a"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style><style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="date" style:family="table-cell" style:data-style-name="d"/><style:style style:name="moment" style:family="table-cell" style:data-style-name="m"/><style:style style:name="amount" style:family="table-cell" style:data-style-name="a"/><style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style></office:automatic-styles>`

async function* content(tables: Table[]): AsyncGenerator<string> {
  yield `${HEAD}<office:document-content ${NAMESPACES} office:version="1.3">${CELL_STYLES}<office:body><office:spreadsheet>`
  for (const { name, columns, rows } of tables) {
    const heads = columns.map(({ title }) => text(title, ' table:style-name="head"')).join('')
    yield `<table:table table:name="${xml(name)}"><table:table-column table:style-name="wide" table:number-columns-repeated="${Math.max(1, columns.length)}"/><table:table-header-rows><table:table-row>${heads}</table:table-row></table:table-header-rows>`
    for await (const some of rows()) {
      let found = ''
      for (const cells of some) found += row(cells, columns)
      yield found
    }
    yield '</table:table>'
  }
  yield '</office:spreadsheet></office:body></office:document-content>'
}

function row(cells: Cell[], columns: Column[]): string {
  let found = ''
  let empty = 0
  for (const [at, value] of cells.entries()) {
    const written = cell(value, columns[at]!.kind)
    if (!written) {
      empty++
      continue
    }
    found += blank(empty) + written
    empty = 0
  }
  return `<table:table-row>${found || '<table:table-cell/>'}</table:table-row>`
}

const blank = (count: number) =>
  count === 0 ? '' : `<table:table-cell table:number-columns-repeated="${count}"/>`

function cell(value: Cell, kind: Column['kind']): string {
  if (value === null) return ''
  if (typeof value === 'number') {
    const style = kind === 'amount' ? ' table:style-name="amount"' : ''
    return Number.isFinite(value)
      ? `<table:table-cell${style} office:value-type="float" office:value="${value}"><text:p>${String(value).replace('.', ',')}</text:p></table:table-cell>`
      : ''
  }
  if (!value.trim()) return ''
  if (isTime(value, kind)) {
    return `<table:table-cell table:style-name="${kind}" office:value-type="date" office:date-value="${value}"><text:p>${inFrench(value)}</text:p></table:table-cell>`
  }
  return text(value)
}

const text = (value: string, style = '') =>
  `<table:table-cell${style} office:value-type="string"><text:p>${paragraphs(value)}</text:p></table:table-cell>`

/** Spaces in a row, tabs and line ends have elements: as characters they would be one space. */
function paragraphs(value: string): string {
  if (!/ {2}|^ | $|[\t\r\n]/.test(value)) return xml(value)
  return value
    .split(/\r\n|\r|\n/)
    .map((line) =>
      xml(line)
        .replaceAll('\t', '<text:tab/>')
        .replace(/^ +| {2,}| $/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
    )
    .join('</text:p><text:p>')
}

function inFrench(value: string): string {
  const [day, time] = value.split('T')
  return `${day!.split('-').reverse().join('/')}${time ? ` ${time.slice(0, 5)}` : ''}`
}
