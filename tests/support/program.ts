import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A real program on this machine that is called: it keeps what it gets, and answers as it is told. */
export class Program {
  readonly received: { headers: IncomingHttpHeaders; body: string }[] = []
  /** What it answers next; 204 once they are used up. */
  readonly answers: { status: number; location?: string }[] = []
  /** Takes a call and never answers it. */
  silent = false
  #server?: Server

  async start() {
    this.#server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      this.received.push({ headers: request.headers, body })
      if (this.silent) return
      const { status, location } = this.answers.shift() ?? { status: 204 }
      response.writeHead(status, location ? { location } : {}).end()
    })
    await new Promise<void>((resolve) => this.#server!.listen(0, '127.0.0.1', resolve))
  }

  get url() {
    return `http://127.0.0.1:${(this.#server!.address() as AddressInfo).port}/guichet`
  }

  async stop() {
    this.#server?.closeAllConnections()
    await new Promise((resolve) => this.#server?.close(resolve))
  }
}
