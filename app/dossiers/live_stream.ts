import { PassThrough, type Readable } from 'node:stream'
import app from '@adonisjs/core/services/app'
import type { News } from '#dossiers/news'
import { type Notice, onNotice } from '#tenancy/notices'

/** Whose screen it is, and what may be told to it. */
export interface LiveReader {
  communeId: string
  accountId: string
  /** The démarches that it is limited to; null where it has them all. */
  demarcheIds: string[] | null
}

/** Screens of one account that are told at once; of one more the first is let go. */
export const MOST_STREAMS = 8

const HEARTBEAT_MS = 20_000
/** Then it ends, and the browser asks again: whether it still may is looked at anew. */
const LIFE_MS = 15 * 60_000
/** What a reader has not taken by then, it never will. */
const MOST_WAITING = 64 * 1024

const streams = new Set<LiveStream>()
let hearing: Promise<() => void> | null = null

/**
 * Server-sent events of what comes in and changes: the ids of dossiers, and nothing of them. The
 * `id` of an event is the moment from which a browser that lost the connection asks again.
 */
export class LiveStream {
  readonly #out = new PassThrough()
  readonly #timers: NodeJS.Timeout[]

  private constructor(readonly reader: LiveReader) {
    const life = LIFE_MS * (0.8 + Math.random() * 0.4)
    this.#timers = [
      // An id alone is no event: it only moves the moment from which a browser asks again.
      setInterval(() => this.#write(`id: ${Date.now()}\n\n`), HEARTBEAT_MS).unref(),
      setTimeout(() => this.end(), life).unref(),
    ]
    this.#out.on('close', () => this.#close())
    this.#out.on('error', () => this.#close())
  }

  /**
   * Listens from here on.
   *
   * @param before what a browser missed is read once it listens, so that nothing falls between
   */
  static async open(
    reader: LiveReader,
    before: () => Promise<{ id: string; news: News }[]>
  ): Promise<Readable> {
    hearing ??= hear()
    await hearing
    const own = [...streams].filter((one) => one.reader.accountId === reader.accountId)
    if (own.length >= MOST_STREAMS) own[0]!.leave()
    const stream = new LiveStream(reader)
    streams.add(stream)
    stream.#write('retry: 3000\n\n')
    for (const { id, news } of await before()) stream.send(id, news)
    stream.#event('ready', '')
    return stream.#out
  }

  send(dossierId: string, news: News) {
    this.#event('dossier', `${dossierId} ${news}`)
  }

  /** The browser asks again by itself. */
  end() {
    this.#close()
    this.#out.end()
  }

  /** The browser is told not to. */
  leave() {
    this.#event('leave', '')
    this.end()
  }

  #event(name: string, data: string) {
    this.#write(`event: ${name}\nid: ${Date.now()}\ndata: ${data}\n\n`)
  }

  #write(text: string) {
    if (this.#out.writableLength > MOST_WAITING) this.#out.destroy()
    else if (this.#out.writable) this.#out.write(text)
  }

  #close() {
    streams.delete(this)
    for (const timer of this.#timers) clearTimeout(timer)
  }
}

async function hear() {
  app.terminating(() => streams.forEach((stream) => stream.end()))
  // What was not heard is asked for again.
  return onNotice(pass, () => streams.forEach((stream) => stream.end()))
}

function pass({ communeId, topic, ids: [id, demarcheId, news] }: Notice) {
  for (const stream of streams) {
    const { reader } = stream
    if (reader.communeId !== communeId) continue
    if (topic === 'account') {
      if (reader.accountId === id) stream.end()
    } else if (!reader.demarcheIds || reader.demarcheIds.includes(demarcheId!)) {
      stream.send(id!, news as News)
    }
  }
}

/** How many screens this process tells; for tests and whoever watches the machine. */
export const openStreams = () => streams.size
