import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { runJobs } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'
import { promiseDraftMail } from './support.js'

test.group('The mailbox of the demo', () => {
  test('shows the mails of its commune, and where they lead', async ({ assert }) => {
    const commune = await aCommune()
    await promiseDraftMail(commune, 'nora@exemple.test')
    await promiseDraftMail(commune, 'paul@exemple.test')
    await runJobs()

    const visitor = commune.visitor()
    const list = await visitor.get('/_boite')
    assert.equal(list.status, 200)
    assert.lengthOf(list.html.querySelectorAll('tbody tr'), 2)

    const filtered = await visitor.get('/_boite?pour=paul%40exemple.test')
    const rows = filtered.html.querySelectorAll('tbody tr')
    assert.lengthOf(rows, 1)
    assert.include(rows[0]!.text, 'paul@exemple.test')

    const address = rows[0]!.querySelector('a')!.getAttribute('href')!
    const mail = await visitor.get(address)
    assert.equal(mail.status, 200)
    assert.include(mail.text, 'Bonjour Nora Petit')
    const links = mail.html.querySelectorAll('main a').map((link) => link.getAttribute('href')!)
    assert.isTrue(links.some((link) => link.startsWith(`http://${commune.host}:`)))
  })

  test('shows the HTML of a mail in a frame that can do nothing but lead out', async ({
    assert,
  }) => {
    const commune = await aCommune()
    await promiseDraftMail(commune)
    await runJobs()
    const visitor = commune.visitor()
    const list = await visitor.get('/_boite')
    const page = await visitor.get(list.html.querySelector('tbody a')!.getAttribute('href')!)

    const frame = page.html.querySelector('iframe')!
    assert.match(String(page.headers['content-security-policy']), /; ?frame-src 'self'(;|$)/)
    assert.equal(frame.getAttribute('sandbox'), 'allow-top-navigation-by-user-activation')

    const inside = await visitor.get(frame.getAttribute('src')!)
    const policy = String(inside.headers['content-security-policy'])
    assert.match(policy, /^sandbox allow-top-navigation-by-user-activation; default-src 'none'/)
    assert.match(policy, /frame-ancestors 'self'/)
    assert.notMatch(policy, /script/)
    assert.equal(inside.headers['x-frame-options'], 'SAMEORIGIN')
    assert.equal(inside.html.querySelector('base')!.getAttribute('target'), '_top')
  })

  test('holds nothing of another commune', async ({ assert }) => {
    const [plassans, montsou] = [await aCommune(), await aCommune()]
    await promiseDraftMail(plassans)
    await runJobs()
    const list = await plassans.visitor().get('/_boite')
    const address = list.html.querySelector('tbody a')!.getAttribute('href')!

    const visitor = montsou.visitor()
    assert.lengthOf((await visitor.get('/_boite')).html.querySelectorAll('tbody tr'), 0)
    for (const path of [address, `${address}/html`, '/_boite/..%2f..', '/_boite/0']) {
      assert.equal((await visitor.get(path)).status, 404, path)
    }
  })

  test('does not exist outside of the demo', async ({ assert }) => {
    const commune = await aCommune()
    const port = 40_000 + Math.floor(Math.random() * 10_000)
    const { DEMO, ...env } = process.env
    const server = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/server.ts'], {
      cwd: app.makePath(),
      env: { ...env, NODE_ENV: 'development', PORT: String(port), WORKER: 'apart' },
      stdio: 'ignore',
    })
    try {
      const { Visitor } = await import('#tests/support/visitor')
      const visitor = new Visitor(commune.host, port)
      const page = await eventually(() => visitor.get('/_boite'))
      assert.equal(page.status, 404)
    } finally {
      server.kill('SIGKILL')
    }
  })
})

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    try {
      return await attempt()
    } catch {
      await sleep(200)
    }
  }
  return attempt()
}
