import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { type Cell, type Column, inSheets } from '#reporting/exports/table'
import { ods } from '#reporting/exports/writers/ods'
import { xlsx } from '#reporting/exports/writers/xlsx'
import { aTable, cellsOf, opened, texts, unzipped } from './support.js'

const COLUMNS: Column[] = [
  { title: 'Texte', kind: 'text' },
  { title: 'Nombre', kind: 'number' },
  { title: 'Montant', kind: 'amount' },
  { title: 'Jour', kind: 'date' },
  { title: 'Moment', kind: 'moment' },
]

const ROW: Cell[] = ['=1+1', -2.5, 1234.5, '2026-11-24', '2026-11-24T14:05:00']

const HEADS = {
  // Of OpenDocument the program that reads it back takes this for « A » too, which it is not.
  xlsx: ['_x0041_', '', '=', '+', '-', '@', '\t', '<b>&"', ']]>', '  ', 'é\n'],
  ods: ['', '=', '+', '-', '@', '\t', '<b>&"', ']]>', '  ', 'é\n'],
}

/** Days since the end of 1899: what spreadsheets count in. */
const DAY = 46350

for (const [name, write] of Object.entries({ xlsx, ods })) {
  test.group(`A spreadsheet as ${name}`, () => {
    test('holds numbers as numbers, days as days and a formula as a text', async ({ assert }) => {
      const book = await opened(write([aTable('Dossiers', COLUMNS, [ROW])]))

      const cells = book.Sheets.Dossiers!
      assert.equal(cells.A2.t, 's')
      assert.equal(cells.A2.v, '=1+1')
      assert.isUndefined(cells.A2.f)
      assert.deepInclude(cells.B2, { t: 'n', v: -2.5 })
      assert.deepInclude(cells.C2, { t: 'n', v: 1234.5 })
      assert.match(cells.C2.w, /1.?234.5/)
      assert.equal(Math.floor(cells.D2.v), DAY)
      assert.equal(Math.floor(cells.E2.v), DAY)
      assert.closeTo(cells.E2.v - DAY, (14 * 60 + 5) / 1440, 1e-6)
    })

    test('gives any text back, and no formula', async ({ assert }) => {
      const text = fc
        .tuple(
          fc.constantFrom(...HEADS[name as keyof typeof HEADS]),
          fc.string({ unit: 'grapheme', maxLength: 12 })
        )
        .map(([head, tail]) => `a${tail}`.slice(1) && head + tail)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1 }), async (rows) => {
          const book = await opened(write([aTable('Textes', texts('Un', 'Deux'), rows)]))
          const formulas = Object.values(book.Sheets.Textes!).filter((cell) => cell?.f)
          assert.isEmpty(formulas)
          // Spaces around a text of OpenDocument are lost on that program.
          const shown = (one: unknown) => (typeof one === 'string' && one.trim()) || null
          const found = cellsOf(book).slice(1)
          const given = rows.map((row) => row.map((one) => shown(written(one))))
          // Rows of nothing at the end are none.
          for (const [at, row] of given.entries()) {
            assert.deepEqual((found[at] ?? [null, null]).map(shown), row)
          }
        }),
        { numRuns: 40 }
      )
    }).timeout(60_000)

    test('is a zip that unzip finds whole, sheet after sheet', async ({ assert }) => {
      const tables = [
        aTable('Tous les dossiers', texts('Référence'), [['ABC'], ['DEF'], ['GHI']]),
        aTable('Carte n° 2', texts('Référence'), []),
      ]
      const bytes = await buffer(write(tables))

      assert.include(await unzipped(bytes), 'No errors detected')
      const book = await opened(bytes)
      assert.deepEqual(book.SheetNames, ['Tous les dossiers', 'Carte n° 2'])
      assert.deepEqual(cellsOf(book).flat(), ['Référence', 'ABC', 'DEF', 'GHI'])
      assert.deepEqual(cellsOf(book, 'Carte n° 2').flat(), ['Référence'])
    })

    test('ends with an error where its rows do', async ({ assert }) => {
      const broken = {
        ...aTable('Cassée', texts('Un'), []),
        async *rows(): AsyncGenerator<Cell[][]> {
          yield [['un']]
          throw new Error('the database went away')
        },
      }
      await assert.rejects(() => buffer(write([broken])), 'the database went away')
    })
  })
}

test.group('Sheets', () => {
  test('go on in the next one where they are too long', async ({ assert }) => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((one) => [one])
    const sheets = inSheets([aTable('Liste', texts('Un'), rows)], 2)

    const book = await opened(xlsx(sheets))
    assert.deepEqual(book.SheetNames, ['Liste', 'Liste (2)', 'Liste (3)'])
    assert.deepEqual(
      book.SheetNames.map((name) => cellsOf(book, name).slice(1).flat()),
      [['a', 'b'], ['c', 'd'], ['e']]
    )
  })

  test('have names that Excel takes, each its own', ({ assert }) => {
    const long = 'Demande d’occupation du domaine public'
    const names = [long, `${long} bis`, 'a/b:c?', "'entre'", '', 'LISTE', 'liste']
    const sheets = inSheets(names.map((name) => aTable(name, texts('Un'), [])))

    const given = sheets.map(({ name }) => name)
    assert.equal(new Set(given.map((name) => name.toLowerCase())).size, names.length)
    for (const name of given) {
      assert.isAtMost(name.length, 31)
      assert.isNotEmpty(name)
      assert.notMatch(name, /[[\]:*?/\\]|^'|'$/)
    }
  })
})

/** What XML cannot hold is left out; a line ends in one way. */
const written = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
