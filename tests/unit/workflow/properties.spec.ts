import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  type Definition,
  type Entry,
  type Standing,
  apply,
  graph,
  library,
  replay,
  start,
} from '#workflow/main'
import { definitions } from './support/definitions.js'
import { accueil, context, serviceActor } from './support/dossier.js'
import { canEnd, moves, context as walkContext } from './support/moves.js'

const path = fc.array(fc.nat({ max: 1000 }), { maxLength: 25 })
const sound = definitions.filter((definition) => definition !== null)
const anyDefinition = fc.oneof(
  { weight: 4, arbitrary: sound },
  { weight: 1, arbitrary: fc.constantFrom(...library) }
)

/** Follows a path, each number choosing among what may happen; tells every standing on the way. */
function* walk(definition: Definition, choices: number[]) {
  let now = '2026-03-02T09:00:00.000Z'
  const { services } = walkContext
  const first = start(definition, now, {}, { services })
  let standing = first.standing
  const entries: Entry[] = [...first.entries]
  yield { standing, entries, now }
  for (const choice of choices) {
    const open = moves(definition, standing)
    if (!open.length) return
    const next = open[choice % open.length]!.run(now)
    now = next.now
    standing = next.step.standing
    entries.push(...next.step.entries)
    yield { standing, entries, now }
  }
}

test.group('Properties', () => {
  test('no path reaches an undeclared state or loses a line of the journal', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, path, (definition, choices) => {
        for (const { standing, entries } of walk(definition, choices)) {
          assert.property(definition.states, standing.state)
          assert.equal(standing.revision, entries.length)
          assert.equal(entries.at(-1)!.to, standing.state)
          const markers = standing.origins.map(({ state }) => state)
          assert.notInclude(markers, standing.state)
          assert.lengthOf(new Set(markers), markers.length)
          for (let index = 1; index < entries.length; index += 1) {
            assert.equal(entries[index]!.from, entries[index - 1]!.to)
          }
        }
      }),
      { numRuns: 200 }
    )
  })

  test('the journal alone, stored as JSON, gives the same standing', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, path, (definition, choices) => {
        for (const { standing, entries } of walk(definition, choices)) {
          const stored = JSON.parse(JSON.stringify(entries))
          assert.deepEqual(replay(definition, stored), JSON.parse(JSON.stringify(standing)))
        }
      }),
      { numRuns: 100 }
    )
  })

  test('what check lets through never strands a dossier', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, path, (definition, choices) => {
        for (const { standing, now } of walk(definition, choices)) {
          assert.isTrue(canEnd(definition, standing, now), JSON.stringify(standing))
        }
      }),
      { numRuns: 150 }
    )
  })

  test('what happens to a dossier is drawn on the graph', ({ assert }) => {
    fc.assert(
      fc.property(anyDefinition, path, (definition, choices) => {
        const drawn = graph(definition).edges.map((one) => `${one.action} ${one.from} ${one.to}`)
        const { entries } = [...walk(definition, choices)].at(-1)!
        for (const { action, from, to } of entries.slice(1)) {
          if (action && from !== to) assert.include(drawn, `${action} ${from} ${to}`)
        }
      }),
      { numRuns: 60 }
    )
  })

  test('of two who act on what they both see, one wins', ({ assert }) => {
    const definition = library[0]!
    const voirie = serviceActor('voirie', 'Voirie')
    const two = fc.tuple(
      fc.constantFrom('accepter', 'refuser', 'demander_correction'),
      fc.constantFrom('accepter', 'refuser', 'renvoyer'),
      fc.boolean()
    )
    fc.assert(
      fc.property(two, ([one, other, accueilFirst]) => {
        const now = '2026-03-02T09:00:00.000Z'
        let { standing }: { standing: Standing } = start(definition, now)
        const input = { service: 'voirie', motif: 'm', message: 'x', raison: 'r' }
        const run = (actor: typeof voirie, action: string, revision: number) => {
          const args = [input, actor, now, revision, context] as const
          const result = apply(definition, standing, action, ...args)
          if (result.ok) standing = result.standing
          return result.ok ? 'ok' : result.reason
        }
        run(accueil, 'transmettre', standing.revision)
        const seen = standing.revision
        const acts = [() => run(accueil, one, seen), () => run(voirie, other, seen)]
        const told = (accueilFirst ? acts : acts.reverse()).map((act) => act())
        assert.deepEqual(told, ['ok', 'acted-before-you'])
      })
    )
  })
})
