import { test } from '@japa/runner'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { type ActionField, actionSchema } from '#workflow/main'
import { readInput } from '#workflow/input'
import { context } from './support/dossier.js'

const base = { title: 'Champ', visibility: 'agents' } as const
const fields: ActionField[] = [
  { ...base, key: 'short', kind: 'short-text', maxLength: 5 },
  { ...base, key: 'long', kind: 'long-text' },
  { ...base, key: 'choice', kind: 'choice', choices: [{ value: 'a', label: 'A' }] },
  { ...base, key: 'yes', kind: 'yes-no' },
  { ...base, key: 'date', kind: 'date' },
  { ...base, key: 'service', kind: 'service' },
  { ...base, key: 'services', kind: 'services' },
  { ...base, key: 'questions', kind: 'questions' },
  { ...base, key: 'files', kind: 'files' },
]

function read(input: unknown) {
  const result = readInput(fields, input, context)
  return result.ok ? result.data : result.errors
}

test.group('Input of an action', () => {
  test('takes each kind of field, as JSON or as a plain form sends it')
    .with([
      { input: { short: ' abc ' }, data: { short: 'abc' } },
      { input: { long: 'a\r\nb\u0000' }, data: { long: 'a\nb' } },
      { input: { choice: 'a' }, data: { choice: 'a' } },
      { input: { yes: 'non' }, data: { yes: false } },
      { input: { yes: true }, data: { yes: true } },
      { input: { date: '2028-02-29' }, data: { date: '2028-02-29' } },
      { input: { service: 'voirie' }, data: { service: { id: 'voirie', label: 'Voirie' } } },
      { input: { services: 'voirie' }, data: { services: [{ id: 'voirie', label: 'Voirie' }] } },
      {
        input: { questions: ['lieu.photo', 'lieu.photo'] },
        data: { questions: [{ path: 'lieu.photo', title: 'Photo' }] },
      },
      { input: { files: ['f1', 'f2'] }, data: { files: ['f1', 'f2'] } },
      { input: { short: '', files: [], other: 'x', _csrf: 'y' }, data: {} },
    ])
    .run(({ assert }, { input, data }) => {
      assert.deepEqual(read(input), data)
    })

  test('refuses what does not fit, naming the field')
    .with([
      { input: { short: 'abcdef' }, says: '6 caractères' },
      { input: { short: { a: 1 } }, says: 'indiquez un texte' },
      { input: { choice: 'b' }, says: 'réponses proposées' },
      { input: { yes: 'peut-être' }, says: 'oui ou par non' },
      { input: { date: '2027-02-29' }, says: 'date valide' },
      { input: { date: '2027-2-9' }, says: 'date valide' },
      { input: { service: ['voirie'] }, says: 'service de la liste' },
      { input: { services: ['voirie', 'x'] }, says: 'services de la liste' },
      { input: { questions: { path: 'lieu.photo' } }, says: 'questions du formulaire' },
      { input: { files: Array.from({ length: 21 }, (_, n) => `f${n}`) }, says: '20 fichiers' },
    ])
    .run(({ assert }, { input, says }) => {
      const errors = read(input)

      assert.lengthOf(errors as unknown[], 1)
      assert.include(JSON.stringify(errors), says)
      assert.include(JSON.stringify(errors), '«\u00a0Champ\u00a0»\u00a0: ')
    })

  test('agrees with the JSON Schema of the form on what is well-formed', ({ assert }) => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(actionSchema({ fields }))
    const word = fc.constantFrom('a', 'abc', 'abcdef', '2027-02-28', '2027-02-30', 'voirie')
    const value = fc.oneof(word, fc.boolean(), fc.integer(), fc.constant(['f1']))
    const plain = fields.filter(({ kind }) => !['service', 'services', 'questions'].includes(kind))
    const key = fc.constantFrom(...plain.map((field) => field.key))

    fc.assert(
      fc.property(fc.dictionary(key, value), (input) => {
        // A plain form sends one file as a string, which the schema does not describe.
        fc.pre(typeof input.files !== 'string')
        assert.equal(readInput(fields, input, context).ok, validate(input))
      })
    )
  })
})
