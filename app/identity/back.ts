/** A path of this site, never another's: `//evil.example` and `/\evil.example` leave it. */
export function safeBack(path: string | undefined) {
  return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : null
}
