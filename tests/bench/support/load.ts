/** Sends requests, in a process of its own: what it costs is not charged to the server. */
import autocannon from 'autocannon'

export interface Load {
  /** Such as `http://127.0.0.1:4000/demarches/signalement/remplir`. */
  url: string
  headers?: Record<string, string>
  /** How many requests are under way at any moment. */
  connections: number
  seconds?: number
  /** Instead of one address over and over: each of these once. */
  each?: { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body: string }[]
}

export interface Measured {
  rps: number
  /** Milliseconds. */
  p50: number
  p95: number
  /** How many answers of each status. */
  statuses: Record<number, number>
  failed: number
}

process.on('message', async (load: Load) => process.send!(await run(load)))

async function run({ each, seconds, ...load }: Load): Promise<Measured> {
  const latencies: number[] = []
  const statuses: Record<number, number> = {}
  let last = 0
  let clients = 0

  const began = performance.now()
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = {
      ...load,
      ...(each ? { amount: each.length } : { duration: seconds }),
      timeout: 60,
      setupClient(client: autocannon.Client) {
        if (!each) return
        const own = clients++
        client.setRequests(each.filter((_, index) => index % load.connections === own))
      },
    }
    const done = (error: unknown, result: autocannon.Result) =>
      error ? reject(error) : resolve(result)
    autocannon(options, done).on('response', (_client, status, _bytes, milliseconds) => {
      last = performance.now()
      latencies.push(milliseconds)
      statuses[status] = (statuses[status] ?? 0) + 1
    })
  })

  latencies.sort((one, other) => one - other)
  const percentile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  return {
    rps: latencies.length / ((last - began) / 1000),
    p50: percentile(0.5),
    p95: percentile(0.95),
    statuses,
    failed: errors + timeouts,
  }
}
