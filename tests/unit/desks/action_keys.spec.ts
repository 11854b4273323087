import { test } from '@japa/runner'
import { letterKeys } from '#dossiers/action_keys'
import { guichetUnique } from '#workflow/main'

test.group('The letters of actions', () => {
  test('are those one would guess, each once, and none that moves through a list', ({ assert }) => {
    const actions = Object.entries(guichetUnique.actions).map(([key, { label }]) => ({
      key,
      label,
    }))
    const letters = letterKeys(actions)
    const { accepter, refuser, demander_correction: ask, transmettre } = letters
    assert.deepEqual([accepter, refuser, ask, transmettre], ['a', 'r', 'c', 't'])
    const all = Object.values(letters)
    assert.lengthOf(new Set(all), all.length)
    for (const letter of all) assert.match(letter, /^[a-z]$/)
    for (const letter of 'jkuoxp') assert.notInclude(all, letter)
  })

  test('are found in other words, or not at all', ({ assert }) => {
    const named = (...labels: string[]) =>
      letterKeys(labels.map((label) => ({ key: label, label })))
    assert.deepEqual(named('Accepter', 'Archiver le dossier', 'Ajouter'), {
      'Accepter': 'a',
      'Archiver le dossier': 'd',
    })
    assert.deepEqual(named('Élargir', 'Justifier', '—'), { Élargir: 'e' })
  })
})
