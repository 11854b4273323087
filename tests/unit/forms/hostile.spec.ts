import { test } from '@japa/runner'
import fc from 'fast-check'
import { check, compile, load, type Answers, type Raw } from '#forms/main'
import { TYPES } from '#forms/types/registry'
import { documents } from './support/arbitraries.js'

const anything = fc.anything({
  withNullPrototype: true,
  withObjectString: true,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'q0',
      'q1',
      '0',
      'day',
      'label',
      'start'
    )
  ),
})
const nested = fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', 'q3', '__proto__'), anything)

const KEYWORDS = [
  'title',
  'type',
  'properties',
  'required',
  'x-order',
  'items',
  'oneOf',
  'enum',
].concat(TYPES.flatMap((type) => type.keywords ?? []))

test.group('Forms | hostile submissions', (group) => {
  group.each.timeout(120_000)

  test('never throw, store nothing unknown or unbounded, pollute nothing', ({ assert }) => {
    fc.assert(
      fc.property(documents, fc.array(nested, { minLength: 3, maxLength: 3 }), (document, raws) => {
        const form = load(compile(document))
        for (const raw of [...raws, null, [], 'x'] as Raw[]) {
          const answers: Answers = { p0: form.decode('p0', raw), p1: raw, ...raw } as Answers
          const kept = form.visible(answers)
          form.validate(answers)
          form.journey(answers)
          form.unseen('p0', answers, raw)
          const decoded = form.decode('p0', raw)
          assert.isBelow(JSON.stringify(decoded).length, 100_000)
          const known = Object.keys(document.properties.p0!.properties!)
          assert.isTrue(Object.keys(decoded).every((key) => known.includes(key)))
          assert.isTrue(Object.keys(kept).every((key) => key in document.properties))
          form.render('p0', { answers: { p0: decoded } })
          form.summary({ p0: decoded })
        }
        assert.isUndefined(({} as Record<string, unknown>).q0)
      }),
      { numRuns: 30 }
    )
  })

  test('buttons with any path change nothing that is not theirs', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('__proto__|0', 'p0.q0|x', '|', 'constructor'),
        (a, b) => {
          const form = load(
            compile(
              JSON.parse(
                '{"type":"object","properties":{"p0":{"title":"P","properties":{"q0":{"x-question":"short-text","title":"Q"}}}}}'
              )
            )
          )
          const answers = { p0: { q0: 'x' } }
          assert.deepEqual(form.press(answers, { add: a }), answers)
          assert.deepEqual(form.press(answers, { remove: b }), answers)
        }
      ),
      { numRuns: 20 }
    )
  })

  test('as documents: refused, never thrown at', ({ assert }) => {
    const spec = fc.dictionary(fc.constantFrom(...KEYWORDS), anything)
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), spec, anything, ({ name }, keywords, rule) => {
        const question = { ...keywords, 'x-question': name, 'x-show-if': rule }
        const page = { title: 'P', properties: { a: question, b: question } }
        assert.isAbove(check({ type: 'object', properties: { p: page } }).length, 0)
        check({ type: 'object', properties: keywords, ...keywords })
      }),
      { numRuns: 500 }
    )
  })

  test('long texts are cut on the way in and refused', ({ assert }) => {
    const form = load(
      compile(
        JSON.parse(
          '{"type":"object","properties":{"p":{"title":"P","properties":{"q":{"x-question":"long-text","title":"Q"}}}}}'
        )
      )
    )
    const decoded = form.decode('p', { q: 'x'.repeat(5_000_000) })
    assert.isAtMost((decoded.q as string).length, 20_000)
    assert.match(form.validate({ p: decoded })[0]!.message, /10\u202f000 caractères au plus/)
  })
})
