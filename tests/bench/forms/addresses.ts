import { request } from 'node:http'
import { fillStreets, typedOnTheWay } from './streets.js'

const STREETS = 6_000
const ADDRESSES = 300_000
const ROUNDS = 5

interface Place {
  /** Id of a commune without a street base. */
  id: string
  host: string
  /** Of the server that serves it. */
  port: number
}

/**
 * The autocomplete of addresses over HTTP, as one person types, in a commune of 300,000 addresses:
 * every key that is pressed is one request, each after the one before.
 *
 * @returns milliseconds
 * @throws where one is not answered, or nothing is found at all
 */
export async function measureAddresses({ id, host, port }: Place) {
  await fillStreets(id, STREETS, ADDRESSES)
  const typed = typedOnTheWay()
  const times: number[] = []
  let found = 0
  for (let round = 0; round <= ROUNDS; round++) {
    for (const text of typed) {
      const began = performance.now()
      const { addresses } = await ask(host, port, text)
      // The first round warms up.
      if (round > 0) times.push(performance.now() - began)
      found += addresses.length
    }
  }
  if (found === 0) throw new Error('No address was found: nothing was measured')
  times.sort((one, other) => one - other)
  const at = (share: number) => Number(times[Math.floor(times.length * share)]!.toFixed(2))
  return { requests: times.length, p50_ms: at(0.5), p95_ms: at(0.95), max_ms: at(0.9999) }
}

function ask(host: string, port: number, typed: string): Promise<{ addresses: unknown[] }> {
  return new Promise((resolve, reject) => {
    const path = `/adresses?q=${encodeURIComponent(typed)}`
    request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => (body += chunk))
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(JSON.parse(body))
          : reject(new Error(`${path}: ${response.statusCode}`))
      )
    })
      .on('error', reject)
      .end()
  })
}
