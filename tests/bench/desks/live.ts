import { request } from 'node:http'
import { once } from 'node:events'

interface Ready {
  path: string
  headers: Record<string, string>
  body: string
}

/**
 * How long after a dossier was sent to one server the screen of another is told of it.
 *
 * @returns milliseconds from the sending on, the worst of these
 */
export async function liveUpdate(
  screen: { port: number; host: string; cookie: string },
  sending: { port: number; ready: Ready[] }
): Promise<number> {
  const { host, cookie } = screen
  const asked = request({
    host: '127.0.0.1',
    port: screen.port,
    path: '/accueil/direct',
    headers: { host, cookie, accept: 'text/event-stream' },
  }).end()
  const [stream] = await once(asked, 'response')
  if (stream.statusCode !== 200) throw new Error(`The screen is answered ${stream.statusCode}`)
  const told: { at: number; text: string }[] = []
  stream.on('data', (chunk: Buffer) => told.push({ at: performance.now(), text: String(chunk) }))
  await new Promise((resolve) => setTimeout(resolve, 1000))

  let worst = 0
  for (const one of sending.ready) {
    const id = /brouillons\/([^/]+)\//.exec(one.path)![1]!
    const began = performance.now()
    const answer = await fetch(`http://127.0.0.1:${sending.port}${one.path}`, {
      method: 'POST',
      headers: { ...one.headers, host },
      body: one.body,
      redirect: 'manual',
    }).catch((error) => error)
    if (!(answer instanceof Response)) throw answer
    worst = Math.max(worst, (await toldOf(told, id)) - began)
  }
  asked.destroy()
  return worst
}

async function toldOf(told: { at: number; text: string }[], id: string): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const found = told.find(({ text }) => text.includes(id))
    if (found) return found.at
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`The screen is not told of ${id}: ${told.map(({ text }) => text).join('')}`)
}
