import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { AddressFileError, type Line, readAddresses } from '#addresses/files/read_addresses'
import { BAN_HEADER, banLine, BEST_HEADER, bestLine } from '#tests/support/addresses'

test.group('Address files', (group) => {
  let folder: string
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-adresses-'))
    return () => rm(folder, { recursive: true })
  })

  async function reading(content: string | Uint8Array) {
    const path = join(folder, 'file')
    await writeFile(path, content)
    const file = await readAddresses(path)
    const lines: Line[] = []
    for await (const line of file.lines) lines.push(line)
    return { format: file.format, lines, share: file.share() }
  }

  async function refusal(content: string | Uint8Array): Promise<string> {
    const error = await reading(content).then(
      () => new Error('was read'),
      (thrown) => thrown
    )
    if (!(error instanceof AddressFileError)) throw error
    return error.message
  }

  test('the BAN is read', async ({ assert }) => {
    const { format, lines } = await reading(
      `\ufeff${BAN_HEADER}\r\n${banLine({ numero: 12, rep: 'Bis', nom_voie: 'Rue de Rome' })}\r\n`
    )
    assert.equal(format, 'BAN')
    assert.deepEqual(lines, [
      {
        type: 'address',
        row: {
          code: '13001',
          officialId: '13001_derome_00012_bis',
          street: {
            officialId: '13001_derome',
            name: 'Rue de Rome',
            otherNames: [],
            postcode: '13100',
            city: 'Plassans',
          },
          number: 12,
          suffix: 'bis',
          box: '',
          postcode: '13100',
          lat: 43.53,
          lon: 5.44,
        },
      },
    ])
  })

  test('BeSt is read, in all its languages', async ({ assert }) => {
    const { format, lines } = await reading(
      [
        BEST_HEADER,
        bestLine({
          house_number: '16A',
          streetname_fr: 'Rue de la Loi',
          streetname_nl: 'Wetstraat',
        }),
        bestLine({ house_number: '12-14', streetname_fr: '', streetname_nl: 'Koningstraat' }),
        bestLine({ status: 'retired' }),
      ].join('\n')
    )
    assert.equal(format, 'BeSt')
    const [loi, koning, retired] = lines as any[]
    assert.deepInclude(loi.row, { number: 16, suffix: 'A', code: '21004', postcode: '1000' })
    assert.deepInclude(loi.row.street, {
      name: 'Rue de la Loi',
      otherNames: ['Wetstraat'],
      city: 'Bruxelles (Centre)',
    })
    assert.deepInclude(koning.row, { number: 12, suffix: '-14' })
    assert.equal(koning.row.street.name, 'Koningstraat')
    assert.deepEqual(retired, { type: 'unused' })
  })

  test('a column that moved or is new does not matter', async ({ assert }) => {
    const header = BEST_HEADER.replaceAll('EPSG:31370', 'EPSG:3812').concat(',new')
    const { lines } = await reading(`${header}\n${bestLine({})},x\n`)
    assert.equal(lines[0]!.type, 'address')
  })

  test('gzipped files are read, whatever they are called', async ({ assert }) => {
    const { lines, share } = await reading(gzipSync(`${BAN_HEADER}\n${banLine({})}\n`))
    assert.equal(lines.length, 1)
    assert.equal(share, 1)
  })

  test('bad rows are told with their line and why, and the others are read', async ({ assert }) => {
    const { lines } = await reading(
      [
        BAN_HEADER,
        banLine({}),
        banLine({ nom_voie: '' }),
        banLine({ numero: 'douze' }),
        banLine({ lat: 'nord' }),
        banLine({ lat: '91' }),
        banLine({ code_insee: 'Plassans' }),
        banLine({ id: '' }),
        'trop;court',
        '',
        banLine({ nom_voie: 'Rue \ufffdcole' }),
        banLine({ nom_voie: 'x'.repeat(201) }),
        banLine({ lon: '', lat: '' }),
        banLine({ numero: 99999 }),
        `"${'x'.repeat(30_000)}`,
      ].join('\n')
    )
    // The parser reads ahead: what it cannot read comes before its turn.
    const bad = lines.filter((line) => line.type === 'bad').sort((a, b) => a.line - b.line)
    assert.deepEqual(
      bad.slice(0, 9).map(({ line, reason }) => [line, reason]),
      [
        [3, 'no nom_voie'],
        [4, 'numero is « douze »'],
        [5, 'lat and lon are no position'],
        [6, 'lat and lon are no position'],
        [7, 'code_insee is « Plassans »'],
        [8, 'no id'],
        [9, '2 columns instead of 19'],
        [11, 'not in UTF-8'],
        [12, 'longer than 200 characters'],
      ]
    )
    assert.lengthOf(bad, 10)
    assert.match(bad[9]!.reason, /Max Record Size|quote/i)
    const read = lines.filter((line) => line.type === 'address')
    assert.lengthOf(read, 2)
    assert.isNull(read[1]!.row.lat)
    assert.lengthOf(
      lines.filter((line) => line.type === 'unused'),
      1
    )
  })

  test('what is no address file is refused in words', async ({ assert }) => {
    assert.match(await refusal(''), /empty/)
    assert.match(await refusal('nom;prenom\nZoé;Martin\n'), /Neither a CSV of the BAN.*nom;prenom/)
    assert.match(await refusal('\u0000\u0001\u0002'), /Neither/)
    assert.match(await refusal('PK\u0003\u0004…'), /ZIP/)
    assert.match(
      await refusal(BAN_HEADER.replace(';nom_voie', ';voie')),
      /BAN, but has no column nom_voie/
    )
    const cut = gzipSync(
      `${BAN_HEADER}\n${Array.from({ length: 2000 }, (_, n) => banLine({ numero: n })).join('\n')}`
    )
    assert.match(await refusal(cut.subarray(0, cut.length - 20)), /ends in the middle/)
    cut.fill(0, 40, 400)
    assert.match(await refusal(cut), /damaged/)
  })
})
