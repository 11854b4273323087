/**
 * `npm test`: lint, types and every suite, two at a time, each with its own database.
 * Ends with one line that counts: what is no suite counts as one.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildAssets } from '../bin/assets.js'
import { startSystemPostgres } from './support/system_postgres.js'

const root = fileURLToPath(new URL('../', import.meta.url))

interface Outcome {
  name: string
  passed: number
  failed: number
  skipped: number
  seconds: number
}

interface Step {
  name: string
  args: string[]
  counts: boolean
  env?: Record<string, string>
}

const check = (name: string, ...args: string[]): Step => ({ name, args, counts: false })
const suite = (name: string, label = name, env?: Record<string, string>): Step => ({
  name: label,
  args: ['--import=@poppinss/ts-exec', 'bin/test.ts', name],
  counts: true,
  env,
})

/**
 * The suites that live by the database, once more on the oldest PostgreSQL of the system; but for
 * what would only be the same again there, and why.
 */
const ON_SYSTEM = ['functional', 'isolation']
const THE_SAME_AGAIN = [
  // Against the parser, before any SQL.
  'tests/functional/hostile/*',
  // A server, and a PostgreSQL, of its own.
  'tests/functional/resilience/killed.spec.ts',
  'tests/functional/resilience/deadlines.spec.ts',
  // Of the calls to another program, and not of what is kept of them.
  'tests/functional/webhooks/*',
  // Each démarche of the library is filled in: what is asked, not where it is kept.
  'tests/functional/library/*',
  // What is read from the environment.
  'tests/functional/production/*',
]

await buildAssets()

const system = await startSystemPostgres(ON_SYSTEM)
const again = ON_SYSTEM.map((name) =>
  suite(name, `${name}-pg${system?.major}`, {
    ...system?.env(name),
    TESTS_LEFT_OUT: THE_SAME_AGAIN.join(' '),
  })
)

/** The longest first, so that both lanes end together. */
const STEPS: Step[] = [
  suite('browser'),
  suite('functional'),
  ...(system ? again : []),
  suite('isolation'),
  suite('unit'),
  check('lint', 'node_modules/eslint/bin/eslint.js', '.'),
  check('types', 'node_modules/typescript/bin/tsc', '--noEmit'),
]

const wanted = process.argv.slice(2)
const waiting = STEPS.filter((step) => wanted.length === 0 || wanted.includes(step.name))
const outcomes: Outcome[] = []
await Promise.all([lane(), lane()])
await system?.stop()

const sum = (key: 'passed' | 'failed' | 'skipped') =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0)
console.log()
for (const { name, passed, failed, seconds } of outcomes) {
  console.log(
    `${name.padEnd(18)}${String(passed).padStart(5)} passed  ${failed} failed  ${seconds} s`
  )
}
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0

async function lane() {
  for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await run(step))
}

function run(step: Step): Promise<Outcome> {
  const began = Date.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      const seconds = Math.round((Date.now() - began) / 1000)
      process.stdout.write(`\n── ${step.name} (${seconds} s)\n${output}`)
      resolve({ name: step.name, ...counted(step.counts, output, code), seconds })
    })
  })
}

/** A suite that says nothing, or that ends badly with no test failed, is a failure of its own. */
function counted(counts: boolean, output: string, code: number | null) {
  if (!counts) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const line = output.match(/^Tests\s.*$/m)?.[0] ?? ''
  const number = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0)
  const [passed, failed, skipped] = [number('passed'), number('failed'), number('skipped')]
  const silent = passed + failed === 0
  return { passed, failed: failed || (code !== 0 || silent ? 1 : 0), skipped }
}
