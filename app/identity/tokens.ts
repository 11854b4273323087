import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, as they stand in an emailed link and nowhere else. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token: its SHA-256. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
