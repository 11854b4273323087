import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { Visitor } from '#tests/support/visitor'
import { prepareApplication } from '../support/application.js'
import { startGenerator } from '../support/generator.js'
import { startServer } from '../support/servers.js'
import { MEASURES, type Name } from './targets.js'
import { reportOf, type Round, tableOf } from './report.js'

const CONNECTIONS = 10
const ROUNDS = 3
const SECONDS = 3
/** Of each round: what is sent in some seconds. */
const DRAFTS = 300
/** Sent before: a server that has been up for a minute has its code compiled, as for the pages. */
const WARM_UP = 800
const FORM_PAGE = '/demarches/signalement/remplir'
const say = (line: string) => void process.stdout.write(`${line}\n`)

/**
 * The core, on the production build: two servers (the application, and AdonisJS without it), one
 * database, one generator of load. Rounds measure everything in turn, so that a machine that is
 * busy for a while is so for all.
 */
export async function measureCore({ build }: { build: boolean }) {
  const ends: (() => unknown)[] = []
  try {
    if (build) execFileSync(process.execPath, ['ace.js', 'build'], { stdio: 'inherit' })
    await mkdir('tmp/bench', { recursive: true })

    say('Preparing two communes, of 1,000 and of 100,000 dossiers…')
    const application = await prepareApplication()
    ends.push(application.stop)
    const { aTown, completeDrafts } = await import('./town.js')
    const { fillCommune } = await import('#database/generate/fill')
    const [small, large] = [await aTown('petite'), await aTown('grande')]
    await fillCommune(small.id, 1_000)
    await fillCommune(large.id, 100_000)
    const drafts = await completeDrafts(small, WARM_UP + ROUNDS * DRAFTS)

    const server = await startServer('build/bin/server.js', '/health', 'tmp/bench/server.log')
    ends.push(server.stop)
    const bare = await startServer(
      'build/tests/bench/bare/server.js',
      '/bare',
      'tmp/bench/bare.log'
    )
    ends.push(bare.stop)

    say(`Opening ${drafts.length} drafts, each in a browser of its own…`)
    const { readyToSend, signIn } = await import('./visits.js')
    const ready = await readyToSend(small, server.port, drafts)
    const agents = { few: await signIn(small, server.port), many: await signIn(large, server.port) }
    const { body } = await new Visitor(small.host, server.port).get(FORM_PAGE)

    const generator = startGenerator()
    ends.push(generator.stop)
    const here = `http://127.0.0.1:${server.port}`
    const there = `http://127.0.0.1:${bare.port}`
    const inbox = (host: string, cookie: string) => ({
      url: `${here}/accueil`,
      headers: { host, cookie },
    })
    const send = (count: number) => ({ url: here, each: ready.splice(0, count) })
    const loads = (count: number) => ({
      bare: { url: `${there}/bare` },
      select: { url: `${there}/select` },
      form_page: { url: `${here}${FORM_PAGE}`, headers: { host: small.host } },
      submission: send(count),
      inbox_1k: inbox(small.host, agents.few),
      inbox_100k: inbox(large.host, agents.many),
    })
    const round = async (seconds: number, count: number) => {
      const measured = {} as Round
      for (const [name, load] of Object.entries(loads(count)) as [Name, any][]) {
        const expected = name === 'submission' ? 302 : 200
        const whole = { ...load, connections: CONNECTIONS, seconds }
        measured[name] = await generator.measure(whole, expected)
        const { rps, p50, p95 } = measured[name]
        say(
          `  ${MEASURES[name].label}: ${rps.toFixed(0)}/s, ${p50.toFixed(1)}, ${p95.toFixed(1)} ms`
        )
      }
      return measured
    }

    say('Warming up…')
    await round(1, WARM_UP)
    const rounds: Round[] = []
    for (let number = 1; number <= ROUNDS; number++) {
      say(`Round ${number} of ${ROUNDS}…`)
      rounds.push(await round(SECONDS, DRAFTS))
    }
    const { proveSubmitted } = await import('./proof.js')
    await proveSubmitted(
      small,
      drafts.map(({ id }) => id)
    )

    const report = reportOf(rounds, gzipSync(body).length)
    await writeFile('tmp/bench/core.json', `${JSON.stringify(report, null, 2)}\n`)
    say(`\n${CONNECTIONS} connections; the worker that sends mails runs apart, and not now.\n`)
    say(tableOf(report))
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
