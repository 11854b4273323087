import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { prepareApplication } from '../support/application.js'
import { startServer } from '../support/servers.js'

const REPORT = 'tmp/bench/admin.json'
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** What each has to be below, in ms. */
const TARGETS = {
  builder_edit: 100,
  builder_edit_one_page: 100,
  publish_150: 1000,
  commune_create: 3000,
}

/**
 * The desk of the administrator, on the production build, with a form of 150 questions and 100
 * conditions: how long a change takes until it shows, in a browser on a processor four times slower, and
 * how long it takes to publish.
 */
export async function measureAdmin({ build }: { build: boolean }) {
  const ends: (() => unknown)[] = []
  try {
    if (build) execFileSync(process.execPath, ['ace.js', 'build'], { stdio: 'inherit' })
    await mkdir('tmp/bench', { recursive: true })
    const application = await prepareApplication()
    ends.push(application.stop)
    const { aTownHall } = await import('./town_hall.js')
    const hall = await aTownHall()
    const server = await startServer('build/bin/server.js', '/health', 'tmp/bench/admin.log')
    ends.push(server.stop)

    const { measureEdits } = await import('./edits.js')
    const { measureFoundations } = await import('./foundations.js')
    const commune = await measureFoundations()
    const { measurePublications } = await import('./publications.js')
    const measured = {
      builder_edit: await measureEdits(hall, server.port, hall.manyPages),
      builder_edit_one_page: await measureEdits(hall, server.port, hall.onePage),
      publish_150: await measurePublications(hall, server.port),
      commune_create: commune,
    }
    const known = await readFile(REPORT, 'utf8').then(JSON.parse, () => ({}))
    await writeFile(REPORT, `${JSON.stringify({ ...known, ...measured }, null, 2)}\n`)
    for (const [name, { ms, p95_ms: p95, ...rest }] of Object.entries(measured)) {
      const most = TARGETS[name as keyof typeof TARGETS]
      const saved = 'saved_ms' in rest ? `, saved ${rest.saved_ms} ms` : ''
      say(
        `${name}: ${ms} ms (p95 ${p95} ms${saved})  < ${most} ${ms < most ? 'reached' : 'MISSED'}`
      )
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}
