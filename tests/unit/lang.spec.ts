import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'

const root = fileURLToPath(new URL('../../', import.meta.url))
const LANG = join(root, 'resources/lang/fr')

/** Keys that the code composes: `t('mails.' + template)`. What begins like this is in use. */
const COMPOSED = ['mails.', 'forms.']

async function files(folder: string, ending: RegExp): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true })
  return names.filter((name) => ending.test(name)).map((name) => join(root, folder, name))
}

function flat(value: unknown, prefix: string): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${prefix}.${key}`))
}

async function texts(): Promise<Map<string, string>> {
  const names = await readdir(LANG)
  const entries = await Promise.all(
    names.map(async (name) =>
      flat(JSON.parse(await readFile(join(LANG, name), 'utf8')), name.replace('.json', ''))
    )
  )
  return new Map(entries.flat())
}

async function sources(): Promise<string> {
  const paths = [
    ...(await files('app', /\.tsx?$/)),
    ...(await files('start', /\.ts$/)),
    ...(await files('resources/views', /\.edge$/)),
  ]
  const contents = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  // Names of routes look like keys, and so do those of what is told to other programs.
  return contents.join('\n').replace(/\.as\('[^']*'\)|\btype: '[^']*'/g, '')
}

test.group('The words that people read', () => {
  test('no key is missing', async ({ assert }) => {
    const known = await texts()
    const rooms = [...new Set([...known.keys()].map((key) => key.split('.')[0]))].join('|')
    const used = [
      ...(await sources()).matchAll(new RegExp(`['"\`]((?:${rooms})\\.[\\w.-]+)['"\`]`, 'g')),
    ]
    const missing = used
      .map((match) => match[1]!)
      .filter((key) => {
        return !known.has(key) && ![...known.keys()].some((other) => other.startsWith(key))
      })
    const real = missing.filter(
      (key) => !/\.(js|ts|edge|css|json)$/.test(key) && !key.endsWith('.')
    )
    assert.deepEqual([...new Set(real)], [])
  })

  test('no key is left over', async ({ assert }) => {
    const code = await sources()
    const composed = [...code.matchAll(/['"`]([a-z]+(?:\.[\w-]+)*[._])['"`$]/g)].map((m) => m[1]!)
    const templated = [...code.matchAll(/`([a-z]+\.[\w.-]*)\$\{/g)].map((match) => match[1]!)
    const prefixes = [...COMPOSED, ...composed, ...templated].filter((prefix) =>
      prefix.includes('.')
    )
    const unused = [...(await texts()).keys()].filter(
      (key) => !code.includes(key) && !prefixes.some((prefix) => key.startsWith(prefix))
    )
    assert.deepEqual(unused, [])
  })

  test('typography is right', async ({ assert }) => {
    const wrong = [...(await texts())].filter(([, text]) => {
      const shown = text
        .replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, 'x')
        .replace(/https?:\S+/g, 'x')
      return /['"]|\.\.\.| [:;!?»]|« |[^\s  ]»|[\w)][;!?](?!\w)/.test(shown)
    })
    assert.deepEqual(wrong, [])
  })
})
