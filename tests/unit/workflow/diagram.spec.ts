import { test } from '@japa/runner'
import fc from 'fast-check'
import { type Definition, diagram, findWorkflow, library } from '#workflow/main'
import { definitions } from './support/definitions.js'

const anyDefinition = fc.oneof(
  { weight: 3, arbitrary: definitions.filter((definition) => definition !== null) },
  { weight: 1, arbitrary: fc.constantFrom(...library) }
)

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** The points that a path names. */
function points(path: string) {
  const numbers = path.match(/-?[\d.]+/g)!.map(Number)
  return Array.from({ length: numbers.length / 2 }, (_, index) => ({
    x: numbers[2 * index]!,
    y: numbers[2 * index + 1]!,
  }))
}

function touches({ x, y }: { x: number; y: number }, box: Box): boolean {
  const near = { x: x - 1, y: y - 1, width: 2, height: 2 }
  return overlap(near, box)
}

test.group('Diagram', () => {
  test('shows each state once, apart from the others and within the drawing', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { states, width, height } = diagram(definition)
        const names = states.map(({ state }) => state)
        assert.sameMembers(names, Object.keys(definition.states))
        for (const [index, one] of states.entries()) {
          assert.isTrue(one.x >= 0 && one.y >= 0, one.state)
          assert.isTrue(one.x + one.width <= width && one.y + one.height <= height, one.state)
          for (const other of states.slice(index + 1)) assert.isFalse(overlap(one, other))
        }
      }),
      { numRuns: 15 }
    )
  })

  test('an arrow goes from the border of one state to that of the other', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        const { states, arrows } = diagram(definition)
        const box = new Map(states.map((one) => [one.state, one]))
        for (const { from, to, line, head, ways } of arrows) {
          assert.isNotEmpty(ways)
          assert.isTrue(touches(points(line)[0]!, box.get(from)!), `${from} ${line}`)
          assert.isTrue(touches(points(line).at(-1)!, box.get(to)!), `${to} ${line}`)
          assert.deepEqual(points(head)[0], points(line).at(-1))
        }
      }),
      { numRuns: 15 }
    )
  })

  test('says in its list what the arrows say', ({ assert }) => {
    const { states, arrows } = diagram(findWorkflow('guichet-unique')!)
    const listed = states.flatMap(({ ways }) => ways)
    const leading = listed.filter(({ from, to }) => from !== to)
    assert.deepEqual(
      listed.filter(({ from, to }) => from === to).map(({ action }) => action),
      ['confier']
    )
    assert.sameDeepMembers(
      leading.map(({ action, from, to }) => [action, from, to]),
      arrows.flatMap(({ ways }) => ways.map(({ action, from, to }) => [action, from, to]))
    )
    const dropped = listed.find(({ action }) => action === 'classer')!
    assert.deepInclude(dropped, {
      toLabel: 'Classée sans suite',
      by: ['system'],
      deadlines: ['Délai pour corriger'],
    })
    assert.isTrue(arrows.find(({ to }) => to === 'sans_suite')!.automatic)
  })

  test('draws a draft that check refuses', ({ assert }) => {
    const { states, ...rest } = findWorkflow('guichet-unique')!
    const { transmis, ...others } = states
    assert.isDefined(transmis)
    const draft: Definition = { ...rest, states: { ...others, orphelin: { label: 'Orphelin' } } }
    const drawn = diagram(draft)
    assert.sameMembers(
      drawn.states.map(({ state }) => state),
      Object.keys(draft.states)
    )
    const ends = drawn.arrows.map(({ from, to }) => `${from} ${to}`)
    assert.includeMembers(ends, ['recu accepte', 'recu correction', 'correction reoriente'])
    assert.isFalse(ends.some((end) => end.includes('transmis')))
  })

  test('shows where a dossier stands and the way it came', ({ assert }) => {
    const { states, arrows, way } = diagram(findWorkflow('guichet-unique')!, [
      { type: 'submitted', from: null, to: 'recu' },
      { type: 'action', from: 'recu', to: 'transmis' },
      { type: 'reminder', from: 'transmis', to: 'transmis' },
      { type: 'action', from: 'transmis', to: 'reoriente' },
      { type: 'action', from: 'reoriente', to: 'refuse' },
      { type: 'undone', from: 'refuse', to: 'reoriente' },
      { type: 'action', from: 'reoriente', to: 'transmis' },
    ])
    assert.deepEqual(
      way.map(({ state }) => state),
      ['recu', 'transmis', 'reoriente', 'transmis']
    )
    assert.deepEqual(
      states.filter(({ isHere }) => isHere).map(({ state }) => state),
      ['transmis']
    )
    const visits = Object.fromEntries(states.map((one) => [one.state, one.visits]))
    assert.deepInclude(visits, { recu: [0], transmis: [1, 3], reoriente: [2], refuse: [] })
    const taken = arrows.filter(({ steps }) => steps.length > 0)
    assert.sameDeepMembers(
      taken.map(({ from, to, steps }) => [from, to, steps]),
      [
        ['recu', 'transmis', [1]],
        ['transmis', 'reoriente', [2]],
        ['reoriente', 'transmis', [3]],
      ]
    )
  })
})
