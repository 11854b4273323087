import { test } from '@japa/runner'
import { distance, readable, score } from '#addresses/rank'
import { misspelt, readTyped, tsqueryOf } from '#addresses/typed'
import { ABBREVIATIONS, indexedWords, plainText, spellingOf, wordsOf } from '#addresses/words'

const street = (name: string, otherNames: string[] = []) => ({
  name,
  otherNames,
  postcode: '13100',
  city: 'Plassans',
})
const best = (name: string, typed: string, otherNames?: string[]) =>
  Math.max(...readTyped(typed).map((reading) => score(readable(street(name, otherNames)), reading)))

test.group('The words of a street', () => {
  test('are without accents, ligatures, apostrophes and hyphens', ({ assert }) => {
    assert.equal(plainText('Place de l’Hôtel-Dieu'), 'place de l hotel dieu')
    assert.equal(plainText('Rue du Sacré-Cœur'), 'rue du sacre coeur')
    assert.equal(plainText('Klöße-Straße'), 'klosse strasse')
    assert.deepEqual(wordsOf('Rue de l’Église'), ['rue', 'eglise'])
    assert.deepEqual(wordsOf('La'), ['la'])
  })

  // What people write, and what they mean by it.
  const MEANT: [string, string][] = [
    ['av gen leclerc', 'Avenue du Général-Leclerc'],
    ['ave gal leclerc', 'Avenue du Général-Leclerc'],
    ['bd republique', 'Boulevard de la République'],
    ['bld de la rep', 'Boulevard de la République'],
    ['blvd republique', 'Boulevard de la République'],
    ['pl mairie', 'Place de la Mairie'],
    ['rte marseille', 'Route de Marseille'],
    ['che moulin', 'Chemin du Moulin'],
    ['ch de mons', 'Chaussée de Mons'],
    ['ch moulin', 'Chemin du Moulin'],
    ['imp st mittre', 'Impasse Saint-Mittre'],
    ['all tilleuls', 'Allée des Tilleuls'],
    ['all tilleuls', 'Allées des Tilleuls'],
    ['sq ste anne', 'Square Sainte-Anne'],
    ['r mal foch', 'Rue du Maréchal-Foch'],
    ['rue dr roux', 'Rue du Docteur-Roux'],
    ['rue pdt wilson', 'Rue du Président-Wilson'],
    ['rue prof calmette', 'Rue du Professeur-Calmette'],
    ['crs sauvaire', 'Cours Sauvaire'],
    ['fg st antoine', 'Faubourg Saint-Antoine'],
    ['rue col fabien', 'Rue du Colonel-Fabien'],
    ['bergense stwg', 'Bergense Steenweg'],
  ]
  for (const [typed, name] of MEANT) {
    test(`« ${typed} » is ${name}`, ({ assert }) => assert.isAbove(best(name, typed), 0.8))
  }

  test('every abbreviation is written as its words are', ({ assert }) => {
    for (const [short, meanings] of Object.entries(ABBREVIATIONS)) {
      assert.isNotEmpty(meanings, short)
      for (const word of [short, ...meanings]) assert.match(word, /^[a-z]+$/, short)
      assert.notInclude(meanings, short)
    }
  })

  test('a base that writes in short is found in full', ({ assert }) => {
    assert.isAbove(best('AV DU GAL LECLERC', 'avenue général leclerc'), 0.8)
    assert.includeMembers(indexedWords(['AV DU GAL LECLERC']), ['av', 'avenue', 'gal', 'general'])
    assert.equal(spellingOf(['AV DU GAL LECLERC']), 'avenue general leclerc')
  })

  test('misspelt words are near, other words are not', ({ assert }) => {
    assert.isAbove(best('Avenue du Général-Leclerc', 'avenue general leclrec'), 0.5)
    assert.isAbove(best('Boulevard de la République', 'bd republque'), 0.5)
    assert.isAbove(best('Wetstraat', 'wet straat'), 0.5)
    assert.equal(best('Avenue du Général-Leclerc', 'avenue general lefebvre'), 0)
    assert.equal(best('Rue de Rome', 'rue de reims'), 0)
    assert.equal(distance('leclrec', 'leclerc', 2), 1)
    assert.equal(distance('abc', 'abcdef', 2), 3)
  })

  test('the nearest comes first', ({ assert }) => {
    const leclerc = best('Avenue du Général-Leclerc', 'avenue leclerc')
    assert.isAbove(best('Avenue Leclerc', 'avenue leclerc'), leclerc)
    assert.isAbove(leclerc, best('Avenue du Général-Leclerc-et-des-Déportés', 'avenue leclerc'))
    assert.isAbove(best('Rue de Rome', 'rue de rome'), best('Rue de Romenay', 'rue de rome'))
  })
})

test.group('What is typed', () => {
  const houses = (typed: string) =>
    readTyped(typed).map(
      ({ number, suffix, words }) => `${number ?? ''}${suffix} ${words.join(' ')}`
    )

  test('begins or ends with the number, or has none', ({ assert }) => {
    assert.include(houses('12 bis rue de Rome'), '12bis rue rome')
    assert.include(houses('12bis, rue de Rome'), '12bis rue rome')
    assert.include(houses('12B rue de Rome'), '12b rue rome')
    assert.include(houses('12-14 rue de Rome'), '12 rue rome')
    assert.include(houses('n° 12 rue de Rome'), '12 rue rome')
    assert.include(houses('Rue de la Loi 16'), '16 rue loi')
    assert.include(houses('Rue de la Loi 16 bte 3'), '16 rue loi')
    assert.include(houses('Rue de la Loi 16/3'), '16 rue loi')
    assert.include(houses('Wetstraat 16A, 1000 Brussel'), '16a wetstraat')
    assert.include(houses('12 rue de Rome 13100 Plassans'), '12 rue rome')
    assert.deepEqual(houses('rue de Rome'), [' rue rome'])
  })

  test('may have a number in its name', ({ assert }) => {
    assert.include(houses('rue du 8 mai 1945'), ' rue 8 mai 1945')
    assert.include(houses('12 rue du 8 mai 1945'), '12 rue 8 mai 1945')
    assert.include(houses('rue du 11 novembre 12'), '12 rue 11 novembre')
  })

  test('is never code for PostgreSQL', ({ assert }) => {
    const hostile = [
      `'); drop table streets; --`,
      `a:* & !b | <-> \\ ' "`,
      '\u0000',
      '%_*?()',
      '🙂 𝕬𝖛',
      'x'.repeat(10_000),
      '1 '.repeat(5_000),
      ' ',
      '',
      '\ud800',
    ]
    for (const typed of hostile) {
      const readings = readTyped(typed)
      if (readings.length === 0) continue
      assert.match(tsqueryOf(readings), /^[a-z0-9':*|&() ]+$/)
      assert.isBelow(tsqueryOf(readings).length, 20_000)
      const { others, alike } = misspelt(readings)
      for (const word of alike) assert.match(word, /^[a-z]+$/)
      for (const query of others) assert.match(query, /^[a-z0-9':*|&() ]*$/)
    }
  })
})
