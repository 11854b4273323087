import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const script = async () => {
  const path = app.publicPath('assets/.vite/manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  return manifest['resources/js/usager.ts'].file as string
}

/** As it is on the wire: `fetch` would decompress it. */
function asked(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: any; bytes: Buffer }>((resolve, reject) => {
    const sent = request({ port: process.env.PORT, path, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          bytes: Buffer.concat(chunks),
        })
      )
    })
    sent.on('error', reject).end()
  })
}

test.group('What was built', () => {
  test('is sent as small as the browser can take it, and kept for good', async ({ assert }) => {
    const file = await script()
    const text = await readFile(app.publicPath('assets', file))
    const ways = [
      { accept: 'gzip, deflate, br', encoding: 'br', open: brotliDecompressSync },
      { accept: 'gzip', encoding: 'gzip', open: gunzipSync },
      { accept: 'identity', encoding: undefined, open: (bytes: Buffer) => bytes },
    ]
    const tags = new Set<string>()
    for (const { accept, encoding, open } of ways) {
      const { status, headers, bytes } = await asked(`/assets/${file}`, {
        'accept-encoding': accept,
        // Nonsense, which throws where a stream is made of it.
        'range': 'bytes=5-2',
      })
      assert.equal(status, 200, accept)
      assert.equal(headers['content-encoding'], encoding)
      assert.match(headers['content-type'], /javascript/)
      assert.equal(headers['vary'], 'Accept-Encoding')
      assert.equal(headers['cache-control'], 'public,max-age=31536000,immutable')
      assert.isTrue(open(bytes).equals(text), accept)
      if (encoding) assert.isBelow(bytes.length, text.length / 1.5)
      tags.add(headers.etag)
    }
    assert.equal(tags.size, 3)
  })

  test('is not there under another name', async ({ assert }) => {
    const { status } = await asked('/assets/usager.js', {})
    assert.equal(status, 404)
    const outside = await asked('/assets/../../package.json', {})
    assert.equal(outside.status, 404)
  })
})
