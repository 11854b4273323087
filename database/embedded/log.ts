import { open, rename, stat } from 'node:fs/promises'

const LIMIT_BYTES = 5_000_000

/** Puts a log that has grown aside as `.1`, in place of the one before. */
export async function rotateLog(path: string, limit = LIMIT_BYTES) {
  if ((await sizeOf(path)) > limit) await rename(path, `${path}.1`)
}

export async function sizeOf(path: string) {
  return stat(path).then(
    (found) => found.size,
    () => 0
  )
}

/** The last lines written since a position, at most 64 kB back. */
export async function tailOf(path: string, from: number, count = 8) {
  const size = await sizeOf(path)
  const start = Math.max(from, size - 65_536)
  if (size <= start) return []
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.toString('utf8').trim().split('\n').slice(-count)
  } finally {
    await file.close()
  }
}
