import { test } from '@japa/runner'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { BOM, csvFile, csvLine } from '#shared/csv'

const read = (text: string): string[][] =>
  parse(text, { delimiter: ';', bom: true, relax_column_count: true, record_delimiter: '\r\n' })

/** What begins as a formula does, or does not, likewise. */
const risky = fc
  .tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', '＝', "'"), fc.string())
  .map(([head, tail]) => head + tail)

test.group('CSV', () => {
  test('is read back as it was written, and holds no formula', ({ assert }) => {
    const rows = fc.array(fc.array(risky, { minLength: 2, maxLength: 5 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, (given) => {
        const found = read(csvFile(given))
        const back = found.map((row) =>
          row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝])/, ''))
        )
        const plain = given.map((row) =>
          row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝])/, ''))
        )
        assert.deepEqual(back, plain)
        for (const text of found.flat()) assert.notMatch(text, /^[=+\-@\t\r\n＝＋－＠]/)
      })
    )
  })

  test('writes numbers as French spreadsheets read them, and nothing for nothing', ({ assert }) => {
    assert.equal(
      csvLine([-12.5, 3, true, false, null, undefined, Number.NaN]),
      '-12,5;3;oui;non;;;\r\n'
    )
  })

  test('quotes what has to be, begins with the mark of UTF-8', ({ assert }) => {
    assert.equal(csvFile([['a;b', 'c"d', 'é', '=1+1']]), `${BOM}"a;b";"c""d";é;'=1+1\r\n`)
  })
})
