/**
 * `npm run bench -- core`: one suite by its name, all of them without one. Each prints a table and
 * writes `tmp/bench/<suite>.json`. `--no-build` measures the build that is there.
 */
import { measureAdmin } from './admin/suite.js'
import { measureCore } from './core/suite.js'
import { measureDesks } from './desks/suite.js'
import { measureForms } from './forms/suite.js'
import { measureWorkflow } from './workflow/suite.js'

const SUITES: Record<string, (options: { build: boolean }) => Promise<void>> = {
  admin: measureAdmin,
  core: measureCore,
  desks: measureDesks,
  forms: measureForms,
  workflow: measureWorkflow,
}

const given = process.argv.slice(2)
const named = given.filter((one) => !one.startsWith('-'))
const unknown = named.filter((name) => !Object.hasOwn(SUITES, name))
if (unknown.length > 0) {
  process.stderr.write(
    `No suite ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}\n`
  )
  process.exit(1)
}

for (const name of named.length > 0 ? named : Object.keys(SUITES)) {
  await SUITES[name]!({ build: !given.includes('--no-build') })
}
process.exit()
