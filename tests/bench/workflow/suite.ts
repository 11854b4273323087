import { mkdir, writeFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { DateTime } from 'luxon'
import { apply, available, start } from '#workflow/main'
import { prepareApplication } from '../support/application.js'
import { thirtyStates } from './definition.js'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** What each figure is to stay under. */
const LIMITS = {
  'engine_step.us': 50,
  'deadlines_100k.ms': 2000,
  'bulk_500.ms': 10_000,
}

/**
 * The workflow engine and what carries it out: a step in memory, a look at the deadlines of 100,000
 * dossiers, 500 dossiers refused at once with their mails promised.
 */
export async function measureWorkflow() {
  const figures: Record<keyof typeof LIMITS, number> = {
    'engine_step.us': engineStep(),
    'deadlines_100k.ms': 0,
    'bulk_500.ms': 0,
  }
  await mkdir('tmp/bench', { recursive: true })
  const application = await prepareApplication()
  try {
    say('Preparing a commune of 100,000 dossiers…')
    const { aTown } = await import('../core/town.js')
    const { fillCommune } = await import('#database/generate/fill')
    const town = await aTown('grande')
    await fillCommune(town.id, 100_000)
    figures['deadlines_100k.ms'] = await deadlines(town.id)
    figures['bulk_500.ms'] = await bulk(town.id)
  } finally {
    await application.stop()
  }

  say('')
  for (const [name, limit] of Object.entries(LIMITS)) {
    const value = figures[name as keyof typeof LIMITS]
    const ok = value <= limit ? 'ok' : 'TOO SLOW'
    say(`${name.padEnd(20)}${value.toFixed(1).padStart(10)}   at most ${limit}   ${ok}`)
  }
  await writeFile('tmp/bench/workflow.json', `${JSON.stringify(figures, null, 2)}\n`)
}

/** The median of rounds: `available`, then `apply` of what it offers. Microseconds. */
function engineStep(): number {
  const definition = thirtyStates()
  const actor = { role: 'accueil', id: 'a', label: 'Anne' } as const
  const now = '2026-03-02T09:00:00.000Z'
  const { standing } = start(definition, now)
  const input = { motif: 'Hors délai', note: 'Vu' }
  const rounds = Array.from({ length: 21 }, () => {
    const began = performance.now()
    for (let times = 0; times < 2000; times++) {
      const [first] = available(definition, standing, actor, now)
      apply(definition, standing, first!.key, input, actor, now, standing.revision)
    }
    return ((performance.now() - began) / 2000) * 1000
  })
  return median(rounds)
}

/**
 * A look of the clock at 100,000 dossiers that all have a date, of which 50, one batch, have come:
 * found, seen to, and nothing more found.
 */
async function deadlines(communeId: string): Promise<number> {
  const { findDeadlines, runDeadlines } = await import('#notifications/deadlines')
  const rounds: number[] = []
  for (let round = 0; round < 5; round++) {
    await asOwner(communeId, [
      `update dossiers set due_at = now() + interval '1 day'
       where due_at is null or due_at <= now()`,
      `update dossiers set due_at = now() - interval '1 hour' where id in
         (select id from dossiers where standing is not null and closed_at is null order by id limit 50)`,
    ])
    const began = performance.now()
    await findDeadlines()
    await runDeadlines({ communeId })
    rounds.push(performance.now() - began)
  }
  return median(rounds)
}

/** From the click to the last decision, in one batch that the worker carries out. */
async function bulk(communeId: string): Promise<number> {
  const { sql, withCommune } = await import('#tenancy/scope')
  const { BeginBatch } = await import('#dossiers/actions/run_batch')
  const { runBatch } = await import('#notifications/run_batch')
  const { countsOf } = await import('#dossiers/batch')
  const { v7 } = await import('uuid')
  const { start: submit, guichetUnique } = await import('#workflow/main')
  const { standing } = submit(guichetUnique, DateTime.now().toISO())
  const began = performance.now()
  const batchId = await withCommune(communeId, async () => {
    const dossiers = await sql<{ id: string; revision: number }>(
      `update dossiers set standing = ?::jsonb, state = 'recu', revision = 1, holder = 'accueil',
         contact_email = 'zoe@exemple.fr', service_id = null
       where id in (select id from dossiers where tray = 'accueil' order by filed_at, id limit 500)
       returning id, revision`,
      [JSON.stringify(standing)]
    )
    const author = { role: 'accueil' as const, id: v7(), label: 'Anne' }
    const input = { motif: 'Hors délai' }
    const begin = { author, action: 'refuser', label: 'Refuser', input, dossiers }
    return (await new BeginBatch().handle(begin)).id
  })
  await runBatch({ batchId, communeId })
  const took = performance.now() - began
  const counts = await withCommune(communeId, () => countsOf(batchId))
  if (counts.done !== 500) throw new Error(`Not all were refused: ${JSON.stringify(counts)}`)
  return took
}

/** Without the time limit of requests: 100,000 rows are written before anything is measured. */
async function asOwner(communeId: string, statements: string[]) {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery(`select set_config('app.commune_id', ?, true)`, [communeId])
    await trx.rawQuery(`set local statement_timeout = 0`)
    for (const statement of statements) await trx.rawQuery(statement)
  })
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
