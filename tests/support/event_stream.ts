import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { Visitor } from './visitor.js'

export interface Told {
  event: string
  id: string
  data: string
  /** When it arrived, as `performance.now()`. */
  at: number
}

/** The end of a browser of server-sent events, with the cookies of a visitor. */
export class EventStream {
  readonly told: Told[] = []
  ended = false
  #request!: ClientRequest
  #response!: IncomingMessage
  #rest = ''
  #waiting: (() => void)[] = []

  private constructor(readonly visitor: Visitor) {}

  /** Connects, and waits until it is listened to. */
  static async open(visitor: Visitor, path: string, lastEventId?: string): Promise<EventStream> {
    const stream = new EventStream(visitor)
    await stream.#connect(path, lastEventId)
    if (stream.status === 200) await stream.next('ready')
    return stream
  }

  get status() {
    return this.#response.statusCode!
  }

  get headers() {
    return this.#response.headers
  }

  /** The dossiers that were told of, in their order, as `id news`. */
  get dossiers() {
    return this.told.filter(({ event }) => event === 'dossier').map(({ data }) => data)
  }

  /** Waits for an event that was not told of before this call, or was and fits. */
  async next(event: string, fits: (data: string) => boolean = () => true, ms = 5000) {
    const deadline = Date.now() + ms
    for (;;) {
      const found = this.told.find((one) => one.event === event && fits(one.data))
      if (found) return found
      await this.#change(deadline, `No ${event} in ${ms} ms`)
    }
  }

  async end(ms = 5000) {
    const deadline = Date.now() + ms
    while (!this.ended) await this.#change(deadline, `Still open after ${ms} ms`)
  }

  close() {
    this.#request.destroy()
  }

  #change(deadline: number, otherwise: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(otherwise)), deadline - Date.now())
      this.#waiting.push(() => (clearTimeout(timer), resolve()))
    })
  }

  #changed() {
    for (const go of this.#waiting.splice(0)) go()
  }

  #connect(path: string, lastEventId?: string): Promise<void> {
    const { host, port, cookies } = this.visitor
    const headers: Record<string, string> = {
      host: `${host}:${port}`,
      accept: 'text/event-stream',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    }
    return new Promise((resolve, reject) => {
      this.#request = request({ host: '127.0.0.1', port, path, headers }, (response) => {
        this.#response = response
        const over = () => ((this.ended = true), this.#changed())
        response.setEncoding('utf8')
        response.on('data', (text: string) => this.#read(text))
        response.on('end', over).on('close', over).on('error', over)
        resolve()
      })
      this.#request.on('error', (error) => (reject(error), this.#changed()))
      this.#request.end()
    })
  }

  #read(text: string) {
    const parts = (this.#rest + text).split('\n\n')
    this.#rest = parts.pop()!
    for (const part of parts) {
      const fields = Object.fromEntries(
        part.split('\n').map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ')])
      )
      const { event, id = '', data = '' } = fields
      if (event) this.told.push({ event, id, data, at: performance.now() })
    }
    this.#changed()
  }
}
