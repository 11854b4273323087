import { test } from '@japa/runner'
import fc from 'fast-check'
import { blankForm } from '#forms/builder/blank'
import { differences } from '#forms/builder/differences'
import { emptyIn, faultsOf, filled } from '#forms/builder/faults'
import { perform } from '#forms/builder/operations'
import { applied, changesBetween, inverse, isSame } from '#forms/builder/patch'
import { preview } from '#forms/builder/preview'
import { usesOf } from '#forms/builder/references'
import { everything, placeOf } from '#forms/builder/tree'
import { check, compile, load, type Document } from '#forms/main'
import { documents } from '../forms/support/arbitraries.js'
import { gestures, operationOf, type Gesture } from './support.js'

/** Every document on the way, those that were refused left out. */
function built(list: Gesture[], from: Document = blankForm('Essai')): Document[] {
  const made = [from]
  for (const gesture of list) {
    const operation = operationOf(made.at(-1)!, gesture)
    const outcome = operation && perform(made.at(-1)!, operation)
    if (outcome?.type === 'done') made.push(outcome.document)
  }
  return made
}

test.group('Builder | whatever is done to a form', (group) => {
  group.each.timeout(120_000)

  test('leaves it right: what is not empty compiles', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const made = built(list)
        for (const document of made) assert.deepEqual(faultsOf(document), [])
        assert.deepEqual(check(filled(made.at(-1)!)), [])
      }),
      { numRuns: 150 }
    )
    fc.assert(
      fc.property(gestures, (list) => {
        const form = load(compile(filled(built(list).at(-1)!)))
        assert.equal(form.pages({}).length > 0 || form.journey({}).exit !== null, true)
      }),
      { numRuns: 12 }
    )
  })

  test('goes on from any form as well as from a blank one', ({ assert }) => {
    fc.assert(
      fc.property(documents, gestures, (document, list) => {
        for (const one of built(list.slice(0, 15), document)) assert.deepEqual(faultsOf(one), [])
      }),
      { numRuns: 60 }
    )
  })

  test('keeps keys unique and in order', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const document = built(list).at(-1)!
        const paths = [...everything(document)].map(({ path }) => path)
        assert.equal(new Set(paths).size, paths.length)
        for (const path of paths) {
          const { holder } = placeOf(document, path)!
          assert.sameMembers(holder['x-order']!, Object.keys(holder.properties!))
        }
      }),
      { numRuns: 100 }
    )
  })

  test('is undone by its inverse, and done again', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const made = built(list)
        for (const [at, after] of made.slice(1).entries()) {
          const before = made[at]!
          const changes = changesBetween(before, after)
          assert.isTrue(isSame(applied(before, changes), after))
          assert.isTrue(isSame(applied(after, inverse(changes)), before))
        }
      }),
      { numRuns: 100 }
    )
  })

  test('is told in words exactly when something has changed', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const made = built(list)
        for (const [at, after] of made.slice(1).entries()) {
          const before = made[at]!
          const told = differences(before, after)
          // A key that follows its title, and titles that are no news, change nothing that is read.
          if (isSame(before, after)) assert.deepEqual(told, [])
          assert.deepEqual(differences(after, after), [])
        }
      }),
      { numRuns: 50 }
    )
  })

  test('deletes with what is told before: nothing looks at what is gone', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const document = built(list).at(-1)!
        for (const { path } of everything(document)) {
          const outcome = perform(document, { type: 'delete', path })
          if (outcome.type !== 'done') continue
          assert.deepEqual(usesOf(outcome.document, path), [])
        }
      }),
      { numRuns: 50 }
    )
  })

  test('can always be shown', ({ assert }) => {
    fc.assert(
      fc.property(gestures, (list) => {
        const document = built(list).at(-1)!
        for (const { path } of everything(document)) {
          const [page, question] = path.split('.')
          if (question === undefined || path.split('.').length > 2) continue
          const isBare = emptyIn(document).includes(path)
          if (!isBare) assert.isNotEmpty(preview(document, page!)(path))
        }
      }),
      { numRuns: 15 }
    )
  })
})
