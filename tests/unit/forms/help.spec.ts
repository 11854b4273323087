import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { documentOf, helpOf, TRY, tryOut } from '#forms/help'
import { check } from '#forms/main'
import { TYPES } from '#forms/types/registry'
import { SAMPLES } from '#forms/types/samples'

const lang = new URL('../../../resources/lang/fr/questions.json', import.meta.url)
const texts = JSON.parse(readFileSync(lang, 'utf8'))

/** Types whose refusals depend on files that are really there, or that refuse nothing but « nothing ». */
const REFUSE_NOTHING = ['yes-no', 'place', 'map-point', 'file', 'photo', 'declaration', 'consent']

test.group('Forms | the help of each answer type', () => {
  test('is there for every type, and for no other', ({ assert }) => {
    const names = TYPES.map(({ name }) => name)
    assert.sameMembers(Object.keys(SAMPLES), names)
    const keys = names.map((name) => name.replaceAll('-', '_'))
    assert.sameMembers(Object.keys(texts.types), keys)
    for (const key of keys) {
      assert.isNotEmpty(texts.types[key].use, key)
      assert.isNotEmpty(texts.types[key].typing, key)
    }
  })

  test('says what each setting does', ({ assert }) => {
    const keywords = new Set(TYPES.flatMap((type) => type.keywords ?? []))
    assert.sameMembers(Object.keys(texts.settings), [...keywords])
  })

  for (const type of TYPES) {
    test(`${type.name}: takes and refuses what it says`, ({ assert }) => {
      const sample = SAMPLES[type.name]!
      assert.deepEqual(check(documentOf(type, sample)), [])
      const { form, accepted, refused } = helpOf(type.name)!
      assert.isNotEmpty(form.render(TRY.page))
      for (const { typed, understood, message } of accepted) {
        assert.isUndefined(message, typed)
        assert.isNotEmpty(understood, typed)
      }
      for (const { typed, message } of refused) {
        assert.isString(message, typed)
        assert.notInclude(message!, 'n’est pas valable. Vérifiez-la', typed)
      }
      const asked = type.shape !== 'none' && !type.compute
      const hasFiles = type.settings !== undefined
      if (asked && !hasFiles) assert.isNotEmpty(sample.accepted)
      if (asked && !REFUSE_NOTHING.includes(type.name)) assert.isNotEmpty(sample.refused)
    })
  }

  test('computes as a form does', ({ assert }) => {
    const { form } = helpOf('computed')!
    assert.equal(tryOut(form, { places: '3' }).items.at(-1)!.text, '24,00\u00a0€')
    assert.isUndefined(helpOf('inconnu'))
    assert.isUndefined(helpOf('__proto__'))
  })
})
