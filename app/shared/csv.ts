/** What a cell may hold. A date is given as the text that should stand there. */
export type CsvCell = string | number | boolean | null | undefined

/** Tells a spreadsheet that the file is UTF-8; the first thing in it. */
export const BOM = '\ufeff'

/** One record as a spreadsheet in French reads it: « ; » between cells, RFC 4180 otherwise. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(written).join(';')}\r\n`
}

/** A whole file, for what is small. Larger ones are written line by line, after the mark. */
export function csvFile(rows: readonly (readonly CsvCell[])[]): string {
  return BOM + rows.map(csvLine).join('')
}

/** Whether a spreadsheet could take a text for a formula; full-width signs count in some of them. */
export const looksLikeFormula = (text: string) => /^[=+\-@\t\r\n＝＋－＠]/.test(text)

/** A text that no spreadsheet takes for a formula. */
export const neutralised = (text: string) => (looksLikeFormula(text) ? `'${text}` : text)

function written(cell: CsvCell): string {
  if (typeof cell === 'string') return quoted(neutralised(cell))
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell).replace('.', ',') : ''
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non'
  return ''
}

const quoted = (text: string) =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
