import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { freePort } from '#database/embedded/access'
import { launch } from '#tests/support/browser'
import { Visitor } from '#tests/support/visitor'
import { prepareApplication } from '../support/application.js'
import { startGenerator } from '../support/generator.js'
import { startProxy } from '../support/proxy.js'
import { startServer } from '../support/servers.js'
import { type Report, tableOf } from './report.js'

const CONNECTIONS = 10
const ROUNDS = 5
const SECONDS = 3
/** Times that the page of 24 questions is sent. */
const RERENDERS = 300
/** Of Lighthouse, of each page. */
const RUNS = 3
const FORM_PAGE = '/demarches/signalement/remplir'
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** What a usager waits for, on the production build: pages, errors, addresses, scripts, a phone. */
export async function measureForms({ build }: { build: boolean }) {
  const ends: (() => unknown)[] = []
  try {
    if (build) execFileSync(process.execPath, ['ace.js', 'build'], { stdio: 'inherit' })
    await mkdir('tmp/bench', { recursive: true })

    say('Preparing two communes…')
    const application = await prepareApplication()
    ends.push(application.stop)
    const { aTown, completeDrafts } = await import('../core/town.js')
    const { aLongDraft, emptyPage } = await import('./many_questions.js')
    const [town, large] = [await aTown('petite'), await aTown('grande')]
    const [draft] = await completeDrafts(town, 1)
    const long = await aLongDraft(town)

    const server = await startServer('build/bin/server.js', '/health', 'tmp/bench/forms.log')
    ends.push(server.stop)
    const bare = await startServer(
      'build/tests/bench/bare/server.js',
      '/bare',
      'tmp/bench/bare.log'
    )
    ends.push(bare.stop)
    const generator = startGenerator()
    ends.push(generator.stop)
    const here = `http://127.0.0.1:${server.port}`

    say('The page of a form, and a bare route with one SELECT…')
    const ratios: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const load = { connections: CONNECTIONS, seconds: SECONDS }
      const select = `http://127.0.0.1:${bare.port}/select`
      const page = { url: here + FORM_PAGE, headers: { host: town.host } }
      const { rps: least } = await generator.measure({ ...load, url: select }, 200)
      const { rps } = await generator.measure({ ...load, ...page }, 200)
      say(`  ${rps.toFixed(0)}/s of ${least.toFixed(0)}/s`)
      // The first round warms up.
      if (round > 0) ratios.push(rps / least)
    }

    say('24 questions, each with its error…')
    const one = await emptyPage(town, server.port, long)
    const again = { url: here, connections: 1, each: Array.from({ length: RERENDERS }, () => one) }
    await generator.measure({ ...again, each: again.each.slice(0, RERENDERS / 3) }, 422)
    const { p50, p95 } = await generator.measure(again, 422)
    say(`  p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`)

    say('300,000 addresses…')
    const { measureAddresses } = await import('./addresses.js')
    const addresses = await measureAddresses({ ...large, port: server.port })
    say(`  p50 ${addresses.p50_ms} ms, p95 ${addresses.p95_ms} ms, max ${addresses.max_ms} ms`)

    say('A phone…')
    const follow = await sentBy(new Visitor(town.host, server.port), draft!.token)
    const proxy = await startProxy(server.port)
    ends.push(proxy.stop)
    const debugging = await freePort()
    const browser = await launch(
      `--remote-debugging-port=${debugging}`,
      `--host-resolver-rules=MAP ${town.host} 127.0.0.1`
    )
    ends.push(() => browser.close())
    const site = `http://${town.host}:${proxy.port}`
    const { weighScripts } = await import('./scripts.js')
    const scripts = await weighScripts(browser, site + FORM_PAGE)

    const { onAPhone } = await import('./phone.js')
    const pages = {
      home: { url: `${site}/` },
      form: { url: site + FORM_PAGE },
      follow: { url: site + follow.path, cookie: follow.cookie },
    }
    const lighthouse = {} as Report['lighthouse']
    for (const [name, { url, ...options }] of Object.entries(pages)) {
      const { scores, faults } = await onAPhone(debugging, url, { ...options, runs: RUNS })
      lighthouse[name as keyof typeof pages] = scores
      say(`  ${name}: ${scores.performance}, ${scores.accessibility} ${faults.join('; ')}`)
    }

    const report: Report = {
      form_page: { ratio: rounded(median(ratios), 3) },
      rerender_24: { p50_ms: rounded(p50, 2) },
      address_autocomplete: { p95_ms: addresses.p95_ms },
      ...scripts,
      lighthouse,
    }
    await writeFile('tmp/bench/forms.json', `${JSON.stringify(report, null, 2)}\n`)
    say(`\n${tableOf(report)}\n`)
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** Sends the draft of this lien. @returns where it is followed, and by which cookie */
async function sentBy(usager: Visitor, token: string): Promise<{ path: string; cookie: string }> {
  const page = await usager.get(`/reprendre/${token}`)
  const sent = await usager.submit(page, {}, { which: 'form[action$="/envoi"]' })
  const path = /^\/dossiers\/[0-9a-f-]{36}/.exec(sent.path)?.[0]
  if (!path) throw new Error(`Not sent: ${sent.path}`)
  const cookie = [...usager.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { path, cookie }
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
