import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { freePort } from '#database/embedded/access'
import { EventStream } from '#tests/support/event_stream'
import { submitted } from '#tests/support/lists'
import { Visitor } from '#tests/support/visitor'
import { aCommune, PASSWORD } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'
import { SuspendAgent } from '#identity/actions/change_agent'
import Account from '#identity/account'

/** One more server on the database of the tests, in a process of its own. */
async function aSecondServer() {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/server.ts'], {
    cwd: app.makePath(),
    env: {
      ...process.env,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      WORKER: 'apart',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text))
  const healthy = () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false
    )
  for (let tries = 0; !(await healthy()); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(log)
    await sleep(100)
  }
  const ended = once(child, 'exit')
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await ended
      return code as number | null
    },
  }
}

test.group('Two servers on one database', () => {
  test('what comes in at one is on a screen of the other within a second', async ({ assert }) => {
    const second = await aSecondServer()
    const commune = await aCommune()
    const other = await aCommune()
    const agent = new Visitor(commune.host, second.port)
    const { email } = commune.accounts.accueil
    await agent.submit(await agent.get('/connexion'), { email, password: PASSWORD })
    const here = await EventStream.open(await commune.signedIn('accueil'), '/accueil/direct')
    const there = await EventStream.open(agent, '/accueil/direct')

    await submitted(other)
    const took = []
    for (let n = 1; n <= 5; n++) {
      const began = performance.now()
      const { id } = await submitted(commune)
      const told = await there.next('dossier', (data) => data.startsWith(id))
      took.push(told.at - began)
      await here.next('dossier', (data) => data.startsWith(id))
    }
    assert.lengthOf(there.dossiers, 5, 'and nothing of the other commune')
    assert.isBelow(Math.max(...took), 1000)

    await withCommune(commune.id, async () =>
      new SuspendAgent().handle(await Account.findOrFail(commune.accounts.accueil.id), true)
    )
    await Promise.all([here.end(), there.end()])
    const back = await EventStream.open(agent, '/accueil/direct')
    assert.equal(back.status, 302, 'a suspended account hears nothing more')
    assert.equal(await second.stop(), 0)
  }).timeout(120_000)
})
