import { test } from '@japa/runner'
import fc from 'fast-check'
import { contrastOnWhite, legible } from '#shared/colour'

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

test.group('The colour of a commune', () => {
  test('stays as it is when white on it can be read', ({ assert }) => {
    assert.equal(legible('#1f5c8c'), '#1f5c8c')
    assert.equal(legible('#000000'), '#000000')
  })

  test('is darkened until it can, whatever was chosen', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const colour = legible(`#${number.toString(16).padStart(6, '0')}`)!
        assert.match(colour, /^#[0-9a-f]{6}$/)
        assert.isAtLeast(contrastOnWhite(channels(colour)), 4.5)
      })
    )
  })

  test('is nothing but a colour', ({ assert }) => {
    for (const wrong of [
      undefined,
      'red',
      '#fff',
      '#12345g',
      '#123456; } body { display: none',
      7,
    ]) {
      assert.isUndefined(legible(wrong))
    }
  })
})
