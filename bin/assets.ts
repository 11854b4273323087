import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const MANIFEST = join(root, 'public/assets/.vite/manifest.json')

/** Builds the styles and scripts where they are missing or older than their sources. */
export async function buildAssets() {
  if (existsSync(MANIFEST) && (await stat(MANIFEST)).mtimeMs > (await newest())) return
  // Vite leaves NODE_ENV at « production » in the process that builds.
  const { NODE_ENV } = process.env
  await build({ root, logLevel: 'warn' })
  if (NODE_ENV === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = NODE_ENV
}

async function newest(): Promise<number> {
  let { mtimeMs: latest } = await stat(join(root, 'vite.config.ts'))
  for (const folder of ['resources/css', 'resources/js', 'app/forms']) {
    const names = await readdir(join(root, folder), { recursive: true }).catch(() => [])
    for (const name of names) {
      const { mtimeMs } = await stat(join(root, folder, name))
      latest = Math.max(latest, mtimeMs)
    }
  }
  return latest
}
