import fc from 'fast-check'
import type { DateTime } from 'luxon'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { RunDeadlines } from '#dossiers/actions/run_deadlines'
import Dossier from '#dossiers/dossier'
import { withCommune } from '#tenancy/scope'
import { type ActionField, type Actor, available, type Definition } from '#workflow/main'
import type { TestCommune } from '#tests/support/world'

/** Something that somebody tries, or time that passes. The numbers choose among what there is. */
export type Move =
  | { kind: 'act'; who: number; what: number; how: number }
  /** Any action, by anybody, of the dossier as it is or as it was a step ago. */
  | { kind: 'try'; who: number; what: number; how: number; late: boolean }
  | { kind: 'race'; who: number; what: number; how: number }
  | { kind: 'correct'; how: number }
  | { kind: 'wait'; hours: number }

const any = fc.nat({ max: 999 })
const called = <K extends Move['kind']>(name: K) => fc.constant(name)
const hours = fc.oneof(fc.nat({ max: 48 }), fc.nat({ max: 24 * 40 }))

export const sequences: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: called('act'), who: any, what: any, how: any }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: called('try'),
        who: any,
        what: any,
        how: any,
        late: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: called('race'), who: any, what: any, how: any }) },
    { weight: 3, arbitrary: fc.record({ kind: called('correct'), how: any }) },
    { weight: 3, arbitrary: fc.record({ kind: called('wait'), hours }) }
  ),
  { minLength: 4, maxLength: 14 }
)

/** What came of a move: steps taken by people and by time, and what was refused. */
export interface Outcome {
  taken: number
  refused: number
}

/** Plays a move through the actions that the desks and the worker use. */
export async function play(
  commune: TestCommune,
  dossierId: string,
  move: Move,
  now: DateTime
): Promise<Outcome> {
  switch (move.kind) {
    case 'act':
    case 'try':
      return one(await attempt(commune, dossierId, move, now))
    case 'race': {
      const seen = await look(commune, dossierId, { ...move, kind: 'act' })
      const both = await Promise.all([
        send(commune, dossierId, seen, now),
        send(commune, dossierId, seen, now),
      ])
      const taken = both.filter(Boolean).length
      return { taken, refused: 2 - taken }
    }
    case 'correct':
      return one(await correct(commune, dossierId, move.how, now))
    case 'wait':
      await wait(commune, now)
      return { taken: 0, refused: 0 }
  }
}

const one = (taken: boolean): Outcome => ({ taken: Number(taken), refused: Number(!taken) })

type Act = Extract<Move, { kind: 'act' | 'try' }>

type Seen = ReturnType<typeof choose> & { revision: number }

async function attempt(commune: TestCommune, dossierId: string, move: Act, now: DateTime) {
  const seen = await look(commune, dossierId, move)
  const late = move.kind === 'try' && move.late ? 1 : 0
  return send(commune, dossierId, { ...seen, revision: seen.revision - late }, now)
}

/** The revision is read in a transaction of its own, as a page does that is sent back later. */
function look(commune: TestCommune, dossierId: string, move: Act): Promise<Seen> {
  return withCommune(commune.id, async () => {
    const dossier = await Dossier.findOrFail(dossierId)
    const { workflow } = await dossier.version()
    return { ...choose(commune, workflow, dossier, move), revision: dossier.revision }
  })
}

async function send(commune: TestCommune, dossierId: string, seen: Seen, now: DateTime) {
  const { action, actor, input, revision } = seen
  if (!action) return false
  return withCommune(commune.id, async () => {
    const acted = { dossierId, action, input, actor, revision, now }
    return (await new ActOnDossier().handle(acted)).type === 'done'
  })
}

function choose(commune: TestCommune, workflow: Definition, { standing }: Dossier, move: Act) {
  const people = actors(commune)
  const open = people.flatMap((actor) =>
    available(workflow, standing!, actor).map(({ key }) => ({ actor, key }))
  )
  const keys = Object.keys(workflow.actions)
  const found =
    move.kind === 'act'
      ? open[(move.who + move.what) % Math.max(open.length, 1)]
      : { actor: people[move.who % people.length]!, key: keys[move.what % keys.length]! }
  const fields = (found && workflow.actions[found.key]!.form) ?? []
  return { action: found?.key, actor: found?.actor as Actor, input: filled(commune, fields, move) }
}

function actors({ services, accounts }: TestCommune): Actor[] {
  return [
    { role: 'accueil', id: accounts.accueil.id, label: 'Anne Accueil' },
    { role: 'superviseur', id: accounts.superviseur.id, label: 'Sylvie Superviseure' },
    ...Object.entries(services).map(
      ([label, id]) => ({ role: 'service', id, serviceId: id, label }) as const
    ),
  ]
}

/** Every form filled in, in several ways; once in five a required field is left empty. */
function filled(commune: TestCommune, fields: ActionField[], { how }: { how: number }) {
  const answers = fields.map((field, at) => [field.key, answer(commune, field, how + at)])
  return Object.fromEntries(how % 5 === 0 ? answers.slice(1) : answers)
}

function answer({ services }: TestCommune, { kind, choices }: ActionField, how: number): unknown {
  const ids = Object.values(services)
  switch (kind) {
    case 'short-text':
    case 'long-text':
      return how % 7 === 0 ? '   ' : `Parce que ${how} « ainsi » \u0000<b>`
    case 'choice':
      return how % 9 === 0 ? 'autre' : choices![how % choices!.length]!.value
    case 'yes-no':
      return how % 2 === 0
    case 'date':
      return how % 9 === 0 ? '2026-02-30' : '2026-02-28'
    case 'service':
      return how % 9 === 0 ? 'ailleurs' : ids[how % ids.length]
    case 'services':
      return how % 2 === 0 ? ids : [ids[how % ids.length]]
    case 'questions':
      return how % 3 === 0 ? [] : ['demande.precision']
    case 'files':
      return []
  }
}

async function correct(commune: TestCommune, dossierId: string, how: number, now: DateTime) {
  const typed = {
    demande: { objet: `Objet ${how}`, precision: `Précision ${how}` },
    ...(how % 4 === 0 ? { contact: { nom: '', courriel: 'rien' } } : {}),
  }
  return withCommune(commune.id, async () => {
    const actor = { role: 'usager' as const, label: 'Zoé Martin' }
    return (await new CorrectDossier().handle(dossierId, typed, actor, now)).type === 'corrected'
  })
}

async function wait(commune: TestCommune, now: DateTime) {
  while ((await withCommune(commune.id, () => new RunDeadlines().handle(now))) > 0);
}
