import { test } from '@japa/runner'
import { randomBytes } from '#shared/random'

test.group('Random bytes', () => {
  test('are of the size that is asked for, and never twice the same', ({ assert }) => {
    const seen = new Set<string>()
    for (let turn = 0; turn < 2000; turn++) {
      const bytes = randomBytes(16)
      assert.equal(bytes.length, 16)
      seen.add(bytes.toString('hex'))
    }
    assert.equal(seen.size, 2000)
  })

  test('are the taker’s own: what comes after does not change them', ({ assert }) => {
    const first = randomBytes(18)
    const was = first.toString('hex')
    for (let turn = 0; turn < 500; turn++) randomBytes(18)
    assert.equal(first.toString('hex'), was)
  })

  test('of all values, each as often', ({ assert }) => {
    const counts = new Array<number>(256).fill(0)
    for (let turn = 0; turn < 4096; turn++) for (const byte of randomBytes(16)) counts[byte]!++
    // 256 expected of each: a deviation of 16, of which seven never happen.
    assert.isTrue(counts.every((count) => Math.abs(count - 256) < 112))
  })
})
