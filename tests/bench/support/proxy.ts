import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'

const COMPRESSED = /^(text\/|application\/(json|javascript)|image\/svg)/

/** Stands before the application as a web server does in production: text that is not compressed yet leaves gzipped. */
export async function startProxy(to: number): Promise<{ port: number; stop(): void }> {
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked
    const passed = request({ host: '127.0.0.1', port: to, method, path, headers }, (given) => {
      const sent = { ...given.headers }
      // With « same-origin » Lighthouse 13 takes the page for one that was aborted; no other header
      // does that, and no score looks at this one.
      delete sent['referrer-policy']
      const isPlain = COMPRESSED.test(String(sent['content-type'])) && !sent['content-encoding']
      if (isPlain) {
        delete sent['content-length']
        sent['content-encoding'] = 'gzip'
      }
      answer.writeHead(given.statusCode!, sent)
      if (isPlain) given.pipe(createGzip()).pipe(answer)
      else given.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
