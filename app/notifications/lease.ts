import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Free the jobs of the pools that nobody holds a lock for, except ours: a session may retake its own. */
const FREE_DEAD = `
  select graphile_worker.force_unlock_workers(array_agg(id)), count(*)::int as freed
  from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null) held
  where id <> all($1) and pg_try_advisory_xact_lock(hashtextextended(id, 0))
  having count(*) > 0`

/** A machine that lost its power says nothing: the server asks, and gives up after a minute. */
const KEEPALIVE =
  '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3'

/**
 * Proof that a pool of workers is alive: a session-level advisory lock, named after the pool's id,
 * which is also the name that jobs are locked by. PostgreSQL drops it with the connection, so that
 * the jobs of a process that was killed are taken over at once and not after four hours.
 */
export class Lease {
  #client?: Promise<pg.Client>
  #pools = new Map<string, Promise<unknown>>()
  #closed = false

  constructor(
    private url: string,
    private report: (message: string) => void
  ) {}

  /** Holds the lock before the pool takes its first job. */
  get plugin(): GraphileConfig.Plugin {
    return {
      name: 'GuichetLeasePlugin',
      version: '1.0.0',
      worker: {
        hooks: { startWorker: (_ctx, { worker }) => this.#hold(worker.workerPool.id) },
      },
    }
  }

  /** @returns the number of dead pools whose jobs were freed */
  async freeDead(): Promise<number> {
    const client = await this.#connected()
    const { rows } = await client.query(FREE_DEAD, [[...this.#pools.keys()]])
    return rows[0]?.freed ?? 0
  }

  async close() {
    this.#closed = true
    const client = await this.#client?.catch(() => undefined)
    await client?.end()
  }

  async #hold(poolId: string) {
    if (!this.#pools.has(poolId)) this.#pools.set(poolId, this.#lock(poolId))
    await this.#pools.get(poolId)
  }

  async #lock(poolId: string) {
    const client = await this.#connected()
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [poolId])
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error) => {
      this.#client = undefined
      throw error
    })
    return this.#client
  }

  async #connect() {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'guichet-lease',
      options: KEEPALIVE,
    })
    client.on('error', () => {})
    await client.connect()
    client.on('end', () => void this.#retake())
    return client
  }

  /** The locks went with the connection: they are taken again as soon as the server answers. */
  async #retake() {
    this.#client = undefined
    while (!this.#closed) {
      await sleep(1000, undefined, { ref: false })
      try {
        for (const poolId of this.#pools.keys()) await this.#lock(poolId)
        return
      } catch (error) {
        this.report(`the worker’s locks could not be taken again: ${(error as Error).message}`)
      }
    }
  }
}
