import pg from 'pg'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'

/**
 * What a transaction tells every process of the server when it commits, and nobody if it does not.
 * Ids only: whoever listens reads the rest in the scope of the commune, or leaves it.
 */
export interface Notice {
  communeId: string
  topic: Topic
  ids: string[]
}

/** `dossier`: its id, its démarche, its tray. `account`: its id; what it may do has changed, or ended. */
export type Topic = 'dossier' | 'account'

type Listener = (notice: Notice) => void

export const CHANNEL = 'guichet'
/** Words between spaces: a commune, a topic, ids. The server takes 8,000 bytes of them. */
const TELL = `pg_notify('${CHANNEL}', current_setting('app.commune_id') || ' ' || ?::text)`

/** Tells the other processes, among the writes that change something: no way of its own to the database. */
export function addNotice(writes: Writes, topic: Topic, ...ids: string[]) {
  writes.call(TELL, [[topic, ...ids].join(' ')])
}

export async function tell(topic: Topic, ...ids: string[]) {
  await sql(`select ${TELL}`, [[topic, ...ids].join(' ')])
}

const listeners = new Set<Listener>()
const gaps = new Set<() => void>()
let line: Promise<Line> | null = null

/**
 * Hears what is told from here on. The process listens on one connection for all, opened by the
 * first who asks.
 *
 * @param missed called where something may have been told while the connection was lost
 * @returns what ends it
 */
export async function onNotice(listener: Listener, missed: () => void): Promise<() => void> {
  listeners.add(listener)
  gaps.add(missed)
  line ??= Line.open()
  await line
  return () => {
    listeners.delete(listener)
    gaps.delete(missed)
  }
}

const PING_MS = 30_000
const ANSWER_MS = 10_000
const RETRY_MS = [200, 500, 1000, 2000, 5000]

/** The connection, which is made anew as often as it is lost. */
class Line {
  #client?: pg.Client
  #ping?: NodeJS.Timeout
  #heard = 0
  #stopped = false

  /** Listens, or will: a database that is down now is no reason not to begin. */
  static async open(): Promise<Line> {
    const opened = new Line()
    app.terminating(() => opened.stop())
    await opened.#connect().catch((error) => opened.#again(error, 0))
    return opened
  }

  async stop() {
    this.#stopped = true
    clearInterval(this.#ping)
    await this.#client?.end().catch(() => {})
  }

  async #connect() {
    const client = new pg.Client({
      connectionString: (env.get('LISTEN_DATABASE_URL') ?? env.get('APP_DATABASE_URL')).release(),
      application_name: 'guichet-notices',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    let lost = false
    const lose = (error?: Error) => {
      if (lost || this.#stopped) return
      lost = true
      clearInterval(this.#ping)
      client.removeAllListeners('notification')
      void client.end().catch(() => {})
      this.#again(error, 0)
    }
    client.on('error', lose)
    client.on('end', () => lose())
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      lost = true
      await client.end().catch(() => {})
      throw error
    }
    this.#client = client
    this.#heard = Date.now()
    this.#ping = setInterval(() => this.#check(client, lose), PING_MS).unref()
    void this.#check(client, lose)
  }

  /** A connection that hears nothing of itself is dead, or goes through what keeps no LISTEN. */
  async #check(client: pg.Client, lose: (error: Error) => void) {
    const asked = Date.now()
    await client.query(`select pg_notify('${CHANNEL}', '')`).catch(() => {})
    setTimeout(() => {
      if (this.#heard < asked && !this.#stopped) {
        lose(new Error('Nothing is heard: a pooler between? See LISTEN_DATABASE_URL'))
      }
    }, ANSWER_MS).unref()
  }

  #again(error: unknown, attempt: number) {
    if (this.#stopped) return
    if (error) logger.warn({ err: error }, 'notices of other processes are not heard')
    const wait = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!
    setTimeout(() => {
      if (this.#stopped) return
      this.#connect().then(
        () => gaps.forEach((missed) => missed()),
        (failed) => this.#again(attempt % 10 === 0 ? failed : null, attempt + 1)
      )
    }, wait).unref()
  }

  #hear(payload: string) {
    this.#heard = Date.now()
    const [communeId, topic, ...ids] = payload.split(' ')
    if (!communeId || (topic !== 'dossier' && topic !== 'account')) return
    for (const listener of listeners) listener({ communeId, topic, ids })
  }
}
