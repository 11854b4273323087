import pg from 'pg'

/** A connection that need not keep its process alive: pg has these methods, its types do not. */
export type Session = pg.Client & { ref(): void; unref(): void }

/** One that lasts, and whose end is told by 'end' alone: an 'error' unheard ends the process. */
export function newSession(config: pg.ClientConfig) {
  const session = new pg.Client({
    options: '-c idle_session_timeout=0 -c lock_timeout=10s',
    connectionTimeoutMillis: 10_000,
    ...config,
  }) as Session
  session.on('error', () => {})
  return session
}
