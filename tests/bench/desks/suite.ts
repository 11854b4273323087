import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { prepareApplication } from '../support/application.js'
import { startGenerator } from '../support/generator.js'
import { type Server, startServer } from '../support/servers.js'

/** Of the large commune. Fewer are of use to see whether the suite runs. */
const LARGE = Number(process.env.DESKS_DOSSIERS ?? 1_000_000)
const SMALL = 1000
const EXPORTED = Math.min(100_000, LARGE)
/** Requests of each address, after some that warm it up. */
const TIMES = 20
const say = (line: string) => void process.stdout.write(`${line}\n`)

/**
 * The desks, over HTTP on the production build, in a commune of 1,000 dossiers and one of 1,000,000.
 * Their database is kept under `tmp/bench/desks` for the next run.
 */
export async function measureDesks({ build }: { build: boolean }) {
  const ends: (() => unknown)[] = []
  try {
    if (build) execFileSync(process.execPath, ['ace.js', 'build'], { stdio: 'inherit' })
    await mkdir('tmp/bench', { recursive: true })
    const application = await prepareApplication({ kept: 'desks' })
    ends.push(application.stop)
    const { townOfSize } = await import('./towns.js')
    const small = await townOfSize(SMALL, say)
    const middle = EXPORTED === LARGE ? null : await townOfSize(EXPORTED, say)
    const large = await townOfSize(LARGE, say)

    const servers: Server[] = []
    for (const name of ['one', 'two']) {
      const log = `tmp/bench/desks-${name}.log`
      const server = await startServer('build/bin/server.js', '/health', log)
      ends.push(server.stop)
      servers.push(server)
    }
    const [one, two] = servers as [Server, Server]
    const generator = startGenerator()
    ends.push(generator.stop)
    const { signIn } = await import('../core/visits.js')
    const cookies = new Map<string, string>()
    for (const town of [small, large]) cookies.set(town.id, await signIn(town, one.port))

    /** The p95 of each address, one after the other; the worst first. */
    const worstOf = async (town: { id: string; host: string }, addresses: string[]) => {
      const headers = { host: town.host, cookie: cookies.get(town.id)! }
      const url = `http://127.0.0.1:${one.port}`
      const found = []
      for (const path of addresses) {
        const asked = { method: 'GET' as const, path, headers, body: '' }
        const load = (times: number) => ({
          url,
          connections: 1,
          each: Array.from({ length: times }, () => asked),
        })
        await generator.measure(load(3), 200)
        found.push({ path, ...(await generator.measure(load(TIMES), 200)) })
      }
      return found.sort((a, b) => b.p95 - a.p95)
    }

    const { inboxAddresses, searchAddresses } = await import('./addresses.js')
    say('Measuring…')
    const few = await worstOf(small, await inboxAddresses(small.id))
    const many = await worstOf(large, await inboxAddresses(large.id))
    const sought = await worstOf(large, await searchAddresses(large.id))
    const year = await worstOf(large, ['/superviseur?periode=annee'])
    for (const { path, p95 } of [...many.slice(0, 5), ...sought.slice(0, 3)]) {
      say(`  ${p95.toFixed(1)} ms  ${path}`)
    }

    const { exportList } = await import('./export.js')
    const exported = await exportList(middle ?? large)
    const { completeDrafts } = await import('../core/town.js')
    const { readyToSend } = await import('../core/visits.js')
    const { liveUpdate } = await import('./live.js')
    const ready = await readyToSend(small, two.port, await completeDrafts(small, 5))
    const screen = { port: one.port, host: small.host, cookie: cookies.get(small.id)! }
    const live = await liveUpdate(screen, { port: two.port, ready })

    const report = {
      inbox_1k: { p95_ms: rounded(few[0]!.p95) },
      inbox_1m: { p95_ms: rounded(many[0]!.p95), worst: many[0]!.path, dossiers: LARGE },
      inbox_p95_growth: rounded(many[0]!.p95 / few[0]!.p95),
      search_1m: { p95_ms: rounded(sought[0]!.p95), worst: sought[0]!.path },
      dashboard_1m: { p95_ms: rounded(year[0]!.p95) },
      export_100k: { ...exported, rows: EXPORTED },
      live_update: { ms: rounded(live) },
    }
    await writeFile('tmp/bench/desks.json', `${JSON.stringify(report, null, 2)}\n`)
    const { ms, rss_growth_mb: growth } = exported
    const rows: [string, string, boolean, string][] = [
      ['inbox, 1,000 dossiers, p95', `${report.inbox_1k.p95_ms} ms`, true, ''],
      [
        `inbox, ${LARGE.toLocaleString('en')} dossiers, p95`,
        `${report.inbox_1m.p95_ms} ms`,
        report.inbox_p95_growth <= 1.5,
        `${report.inbox_p95_growth} × ≤ 1.5 ×`,
      ],
      ['search, p95', `${report.search_1m.p95_ms} ms`, sought[0]!.p95 <= 100, '≤ 100 ms'],
      [
        'dashboard of a year, p95',
        `${report.dashboard_1m.p95_ms} ms`,
        year[0]!.p95 <= 300,
        '≤ 300 ms',
      ],
      [`export of ${EXPORTED.toLocaleString('en')} rows`, `${ms} ms`, ms <= 20_000, '≤ 20 s'],
      ['export, memory', `${growth} MB`, growth < 150, '< 150 MB'],
      ['on another process’s screen', `${report.live_update.ms} ms`, live < 1000, '< 1 s'],
    ]
    say('')
    for (const [what, value, isReached, target] of rows) {
      const verdict = target && `${target} ${isReached ? 'reached' : 'MISSED'}`
      say(`${what.padEnd(36)}${value.padStart(12)}  ${verdict}`)
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

const rounded = (value: number) => Number(value.toFixed(2))
