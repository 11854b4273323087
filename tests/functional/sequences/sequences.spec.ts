import { test } from '@japa/runner'
import fc from 'fast-check'
import { avisPuisDecision } from '#workflow/library/avis_puis_decision'
import { declaration } from '#workflow/library/declaration'
import { directAuService } from '#workflow/library/direct_au_service'
import { doubleVisa } from '#workflow/library/double_visa'
import { type Definition, guichetUnique, renameServices, replay } from '#workflow/main'
import { aCommune, type TestCommune } from '#tests/support/world'
import { at, submittedAt } from '../deadlines/support.js'
import { play, sequences } from './moves.js'
import { type Stored, stepsOf, storedOf, written } from './stored.js'

const MONDAY = at('2026-03-02T10:00')

/** The five ready workflows, those that name services with the services of the commune. */
const WORKFLOWS: Record<string, (services: TestCommune['services']) => Definition> = {
  'guichet unique': () => guichetUnique,
  'direct au service': ({ voirie }) => ({
    ...directAuService,
    services: { [voirie]: 'Voirie' },
    routing: [
      {
        when: { all: [{ question: 'demande.objet', is: 'Un nid-de-poule' }] },
        do: 'transmettre',
        with: { service: voirie },
      },
    ],
  }),
  'double visa': ({ urbanisme }) =>
    renameServices(doubleVisa, { maire: { id: urbanisme, label: 'Urbanisme' } }),
  'déclaration': () => declaration,
  'avis puis décision': () => avisPuisDecision,
}

test.group('Any sequence of actions, through the database', (group) => {
  group.tap((one) => one.timeout(300_000))

  test('keeps the journal whole, and the journal alone tells where a dossier stands: {$self}')
    .with(Object.keys(WORKFLOWS))
    .run(async ({ assert }, name) => {
      const commune = await aCommune({ workflow: WORKFLOWS[name]! })
      const seen = { steps: 0, refused: 0, states: new Set<string>() }

      await fc.assert(
        fc.asyncProperty(sequences, async (moves) => {
          let now = MONDAY
          const id = await submittedAt(commune, now)
          let before = await storedOf(commune, id)
          holdsTogether(assert, before)

          for (const move of moves) {
            now = now.plus({ hours: move.kind === 'wait' ? move.hours : 1 })
            const { taken, refused } = await play(commune, id, move, now)
            const after = await storedOf(commune, id)
            holdsTogether(assert, after)

            const [former, lines] = [written(before.lines), written(after.lines)]
            assert.deepEqual(lines.slice(0, former.length), former, 'what was written stays')
            if (move.kind === 'race') assert.isAtMost(taken, 1, 'of two at once one acts')
            if (move.kind !== 'wait') assert.lengthOf(lines, former.length + taken)
            if (taken === 0 && move.kind !== 'wait') {
              assert.deepEqual(after.row, before.row, 'a refusal changes nothing')
              assert.deepEqual(after.promised, before.promised, 'a refusal promises nothing')
            }
            seen.steps += lines.length - former.length
            seen.refused += refused
            seen.states.add(after.standing.state)
            before = after
          }
        }),
        { numRuns: 20 }
      )

      const { states } = WORKFLOWS[name]!(commune.services)
      const started = name === 'déclaration' ? 1 : 2
      assert.isAtLeast(seen.states.size, Math.min(started, Object.keys(states).length))
      assert.isAbove(seen.refused, 0, 'something was refused on the way')
      if (name !== 'déclaration') assert.isAbove(seen.steps, 20, 'something happened on the way')
    })
})

type Assert = Parameters<Parameters<ReturnType<typeof test>['run']>[0]>[0]['assert']

function holdsTogether(assert: Assert, { workflow, standing, row, lines }: Stored) {
  const steps = stepsOf(lines)
  assert.deepEqual(replay(workflow, steps), standing, 'the journal alone tells the standing')
  assert.property(workflow.states, standing.state)
  assert.equal(row.state, standing.state)
  assert.equal(row.revision, steps.length, 'one line for each step, and none is lost')
  assert.equal(row.revision, standing.revision)
  assert.equal(row.final ?? undefined, workflow.states[standing.state]!.final)
  assert.equal(row.closed_at !== null, row.final !== null)
  steps.slice(1).forEach((step, index) => assert.equal(step.from, steps[index]!.to))
}
