import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

/**
 * Bytes that nobody can guess, from the system's generator. They are drawn 4 kB at a time: where a page
 * needs some for each visitor, asking the system each time costs more than drawing the page.
 */
export function randomBytes(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + size))
  // What was given away is not here any more.
  pool.fill(0, used, used + size)
  used += size
  return bytes
}
