import { test } from '@japa/runner'
import fc from 'fast-check'
import { applied, changesBetween, inverse, isSame } from '#forms/builder/patch'
import { faultsOf, perform } from '#workflow/editor/operations'
import { PARTS } from '#workflow/editor/parts'
import { usesOf } from '#workflow/editor/references'
import { namedIn } from '#workflow/editor/tidy'
import { check, diagram, type Definition } from '#workflow/main'
import { beginnings, built, gestures, keysOf, SERVICES } from './support.js'

const sequences = fc.tuple(gestures, beginnings).map(([list, from]) => built(list, from))

/** Everything that something of a definition counts on, and whether it is there. */
function dangling(definition: Definition): string[] {
  const {
    actions,
    states,
    order,
    services = {},
    certificates = {},
    routing,
    deadlines,
  } = definition
  const forms = Object.entries(actions).flatMap(([key, { form = [], assigns, reopens, asks }]) => {
    const has = (field: unknown) => form.some((one) => one.key === field)
    const counted = [assigns, reopens, asks].filter((one) => typeof one === 'string')
    const prefills = form.flatMap(({ prefill }) => (prefill ? [prefill] : []))
    return [
      ...counted.filter((field) => !has(field)).map((field) => `${key}.${field}`),
      ...prefills
        .filter((one) => !actions[one.action]?.form?.some(({ key: name }) => name === one.field))
        .map((one) => `${key} ← ${one.action}.${one.field}`),
    ]
  })
  const inputs = [...(routing ?? []), ...(deadlines ?? [])].flatMap(({ do: key, with: input }) =>
    Object.keys(input ?? {}).filter(
      (field) => !key || !actions[key]?.form?.some((one) => one.key === field)
    )
  )
  const named = namedIn(definition)
  return [
    ...faultsOf(definition).map(({ path, message }) => `${path} ${message}`),
    ...forms,
    ...inputs,
    ...named.filter((id) => !Object.hasOwn(services, id)),
    ...Object.keys(services).filter((id) => !named.includes(id)),
    ...Object.keys(certificates).filter((key) => key === ''),
    ...(isSame([...(order?.states ?? [])].sort(), Object.keys(states).sort()) ? [] : ['order']),
    ...(isSame([...(order?.actions ?? [])].sort(), Object.keys(actions).sort()) ? [] : ['order']),
  ]
}

test.group('Workflow editor | whatever is done to a workflow', (group) => {
  group.each.timeout(120_000)

  test('leaves nothing that points nowhere', ({ assert }) => {
    fc.assert(
      fc.property(sequences, (made) => {
        for (const one of made.slice(1)) assert.deepEqual(dangling(one), [])
      }),
      { numRuns: 150 }
    )
  })

  test('keeps keys unique, and its id', ({ assert }) => {
    fc.assert(
      fc.property(sequences, (made) => {
        const last = made.at(-1)!
        for (const part of PARTS) {
          const keys = keysOf(last, part)
          assert.equal(new Set(keys).size, keys.length)
        }
        assert.equal(last.id, made[0]!.id)
      }),
      { numRuns: 100 }
    )
  })

  test('is undone by its inverse, and done again', ({ assert }) => {
    fc.assert(
      fc.property(sequences, (made) => {
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

  test('deletes with what was told before: nothing looks at what is gone', ({ assert }) => {
    fc.assert(
      fc.property(sequences, (made) => {
        const last = made.at(-1)!
        for (const part of PARTS) {
          for (const key of keysOf(last, part)) {
            const outcome = perform(last, { type: 'delete', part, key }, SERVICES)
            if (outcome.type === 'done') {
              if (part !== 'routing') assert.deepEqual(usesOf(outcome.definition, part, key), [])
            } else {
              assert.equal(outcome.type, 'in-use')
              assert.equal(part, 'states')
            }
          }
        }
      }),
      { numRuns: 50 }
    )
  })

  test('can always be checked and drawn', ({ assert }) => {
    fc.assert(
      fc.property(sequences, (made) => {
        const last = made.at(-1)!
        for (const { message } of check(last)) assert.isNotEmpty(message)
        assert.lengthOf(diagram(last).states, Object.keys(last.states).length)
      }),
      { numRuns: 40 }
    )
  })
})
