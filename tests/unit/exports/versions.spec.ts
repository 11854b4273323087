import { test } from '@japa/runner'
import fc from 'fast-check'
import { compile, type Document, load } from '#forms/main'
import { mergeVersions } from '#reporting/exports/versions'

const TEXT = { 'type': 'string', 'x-question': 'short-text' }

function formOf(pages: Record<string, Record<string, object>>) {
  const properties = Object.entries(pages).map(([key, questions]) => [
    key,
    {
      'type': 'object',
      'title': `Page ${key}`,
      'x-order': Object.keys(questions),
      'properties': questions,
    },
  ])
  const document = {
    'type': 'object',
    'x-order': Object.keys(pages),
    'properties': Object.fromEntries(properties),
  } as unknown as Document
  return load(compile(document))
}

const columnsOf = (...args: Parameters<typeof formOf>) => formOf(...args).cellColumns
const asked = (...keys: string[]) =>
  Object.fromEntries(keys.map((key) => [key, { ...TEXT, title: `Question ${key}` }]))
const keysOf = ({ columns }: ReturnType<typeof mergeVersions>) => columns.map(({ key }) => key)

test.group('The columns of all versions', () => {
  test('are those of the newest, older ones where they stood', ({ assert }) => {
    const newest = columnsOf({ un: asked('a', 'c', 'b', 'e') })
    const older = columnsOf({ un: asked('a', 'b', 'x', 'y', 'c') })
    const oldest = columnsOf({ un: asked('debut', 'a', 'y', 'z') })

    const merged = mergeVersions([newest, older, oldest])
    assert.deepEqual(keysOf(merged), ['debut', 'a', 'c', 'b', 'x', 'y', 'z', 'e'])
    const placed = merged.places[1]!.map(({ at }) => merged.columns[at]!.key)
    assert.deepEqual(placed, ['a', 'b', 'x', 'y', 'c'])
  })

  test('know a question that went to another page, under its newest title', ({ assert }) => {
    const newest = columnsOf({
      un: asked('a'),
      deux: { b: { ...TEXT, title: 'Nouveau titre' } },
    })
    const older = columnsOf({ un: asked('a', 'b') })

    const merged = mergeVersions([newest, older])
    assert.deepEqual(
      merged.columns.map(({ title }) => title),
      ['Question a', 'Nouveau titre']
    )
  })

  test('keep two questions of one key on two pages apart, and their titles too', ({ assert }) => {
    const form = columnsOf({ un: asked('nom'), deux: asked('nom') })
    const { columns } = mergeVersions([form, columnsOf({ un: asked('nom') })], ['Question NOM'])
    assert.deepEqual(
      columns.map(({ title }) => title),
      ['Page un – Question nom', 'Page deux – Question nom']
    )
  })

  test('hold each question of each version once, in its own order if it is the newest', ({
    assert,
  }) => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1, maxLength: 4 }), (versions) => {
        const merged = mergeVersions(versions.map((one) => columnsOf({ un: asked(...one) })))
        const all = keysOf(merged)
        assert.sameMembers(all, [...new Set(versions.flat())])
        assert.equal(new Set(all).size, all.length)
        assert.deepEqual(
          all.filter((key) => versions[0]!.includes(key)),
          versions[0]
        )
        for (const [at, version] of versions.entries()) {
          assert.deepEqual(
            merged.places[at]!.map((place) => all[place.at]),
            version
          )
        }
      }),
      { numRuns: 30 }
    )
  }).timeout(60_000)
})

test.group('The answers as cells', () => {
  const form = formOf({
    demande: {
      commune: {
        'x-question': 'choice',
        'type': 'string',
        'title': 'Commune',
        'oneOf': [{ const: 'pls', title: 'Plassans' }],
      },
      prix: { 'x-question': 'amount', 'title': 'Prix', 'type': 'integer' },
      jour: { 'x-question': 'date', 'title': 'Jour', 'type': 'string' },
      oui: { 'x-question': 'yes-no', 'title': 'D’accord', 'type': 'boolean' },
      secret: { ...TEXT, 'title': 'Secret', 'x-sensitive': true },
      niss: { 'x-question': 'national-number', 'title': 'NISS', 'type': 'string' },
      adresse: { 'x-question': 'address', 'title': 'Adresse', 'type': 'object' },
      papiers: { 'x-question': 'file', 'title': 'Papiers', 'type': 'array' },
      enfants: {
        'x-question': 'group',
        'type': 'array',
        'title': 'Vos enfants',
        'x-row-title': 'Enfant',
        'items': {
          'type': 'object',
          'x-order': ['prenom', 'ne'],
          'properties': {
            prenom: { ...TEXT, title: 'Prénom' },
            ne: { 'x-question': 'date', 'type': 'string', 'title': 'Né le' },
          },
        },
      },
    },
  })

  test('are what a spreadsheet can use, without anything sensitive', ({ assert }) => {
    assert.deepEqual(
      form.cellColumns.map(({ title, kind }) => [title, kind]),
      [
        ['Commune', 'text'],
        ['Prix', 'amount'],
        ['Jour', 'date'],
        ['D’accord', 'text'],
        ['Adresse – Numéro et voie', 'text'],
        ['Adresse – Complément d’adresse', 'text'],
        ['Adresse – Code postal', 'text'],
        ['Adresse – Commune', 'text'],
        ['Adresse – Pays, si l’adresse est à l’étranger', 'text'],
        ['Papiers', 'text'],
        ['Vos enfants', 'text'],
      ]
    )
    const { row } = form.cellColumns.at(-1)!
    assert.equal(row!.title, 'Enfant')
    assert.deepEqual(
      row!.columns.map(({ title, kind }) => [title, kind]),
      [
        ['Prénom', 'text'],
        ['Né le', 'date'],
      ]
    )
  })

  test('are labels, euros, days, names of files and rows', ({ assert }) => {
    const [there, gone] = [
      '0190a000-0000-7000-8000-000000000001',
      '0190a000-0000-7000-8000-000000000002',
    ]
    const values = form.cellValues(
      {
        demande: {
          commune: 'pls',
          prix: 1250,
          jour: '2026-11-24',
          oui: false,
          secret: 'ne pas sortir',
          niss: '85073003328',
          adresse: {
            street: '1 place du Marché',
            postcode: '13100',
            city: 'Plassans',
            official: 'x',
          },
          papiers: [there, gone],
          enfants: [{ prenom: 'Zoé', ne: '2020-01-02' }, { prenom: 'Léo' }],
        },
      },
      (id) => (id === there ? 'plan.pdf' : undefined)
    )
    assert.deepEqual(values, [
      'Plassans',
      12.5,
      '2026-11-24',
      'Non',
      '1 place du Marché',
      null,
      '13100',
      'Plassans',
      null,
      'plan.pdf',
      [
        ['Zoé', '2020-01-02'],
        ['Léo', null],
      ],
    ])
    assert.notInclude(JSON.stringify(values), 'ne pas sortir')
  })
})
