import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { aCommune } from '#tests/support/world'
import { NO_ANSWER, parts, send } from './support/send.js'

const part = (head: string, body = 'x') =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}`
const END = '\r\n--b--\r\n'

test.group('A multipart body that is a trap', (group) => {
  let host: string
  let folder: string
  let agent: Agent
  group.setup(async () => {
    host = (await aCommune()).host
    folder = await mkdtemp(join(tmpdir(), 'hostile-'))
    const { TMPDIR } = process.env
    process.env.TMPDIR = folder
    return async () => {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
      await rm(folder, { recursive: true })
    }
  })
  // One connection: whatever is left unread would hold up the next request.
  group.each.setup(() => {
    agent = new Agent({ keepAlive: true, maxSockets: 1 })
    return () => agent.destroy()
  })
  const post = (text: string) => send(agent, '/suivi', { host }, parts(text))

  test('that breaks off in a file field that was left empty is answered', async ({ assert }) => {
    for (const head of ['filename="x.png"', 'name="f"; filename=""', 'name="f"; filename="x"']) {
      assert.equal(await post(part(head)), 400, head)
      assert.equal(await post(`${part(head)}\r\n--`), 400, head)
    }
  })

  // Each of them ended the process or was never answered.
  test('whose file field is called as what every object has is answered', async ({ assert }) => {
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf[]', 'has[0]OwnProperty']) {
      const status = await post(part(`name="${name}"; filename="x.png"`) + END)
      assert.equal(status, 403, `${name}: no token`)
    }
  })

  test('whose file name cannot be decoded is refused', async ({ assert }) => {
    assert.equal(await post(part(`name="f"; filename*=utf-8''%ff`) + END), 400)
    assert.equal(await post(part(`name="f"; filename*=utf-8''%e9t%e9`, 'x'.repeat(200_000))), 400)
  })

  test('leaves no file behind, whether it was taken or not', async ({ assert }) => {
    const file = part('name="f[x]"; filename="x.png"', 'y'.repeat(100_000))
    assert.equal(await post(file + END), 403)
    assert.equal(
      await post(`${file}\r\n${part('name="g"; filename="y.png"', 'z'.repeat(99))}`),
      400
    )
    assert.equal(await post(`${file}\r\n${part(`name="h"; filename*=utf-8''%ff`)}${END}`), 400)
    assert.notEqual(await post('--b--'), NO_ANSWER)
    for (let tries = 0; tries < 50 && (await readdir(folder)).length > 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    assert.deepEqual(await readdir(folder), [])
  })
})
