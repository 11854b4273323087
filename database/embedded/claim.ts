import { createHash } from 'node:crypto'
import { newSession, type Session } from './session.js'

/** 'guic' in ASCII: the first half of the keys of all claims. */
const CLAIMS = 0x67756963

export type Claim =
  { ok: true; release(): Promise<void> } | { ok: false; by: { pid: number; since: Date } }

/**
 * Takes a name that one process at a time may hold, such as the web server of a project. It is
 * held by a session of PostgreSQL: it goes when its process does, however that ends.
 * @returns on refusal, the process that holds the name and since when
 */
export async function claim(server: { ownerUrl: string }, name: string): Promise<Claim> {
  const key = createHash('sha256').update(name).digest().readUInt32BE() >>> 1
  // When the server goes, the claim does; that is told by whoever uses the database, not here.
  const session = newSession({
    connectionString: server.ownerUrl,
    application_name: `guichet:claim:${process.pid}`,
  })
  await session.connect()
  try {
    for (;;) {
      const { rows } = await session.query('select pg_try_advisory_lock($1, $2) as ok', [
        CLAIMS,
        key,
      ])
      if (rows[0].ok) {
        session.unref()
        return { ok: true, release: () => session.end().catch(() => {}) }
      }
      const by = await holderOf(session, key)
      if (!by) continue
      await session.end()
      return { ok: false, by }
    }
  } catch (error) {
    await session.end().catch(() => {})
    throw error
  }
}

/** Nobody when it was let go between the refusal and this question. */
async function holderOf(session: Session, key: number) {
  const { rows } = await session.query(
    `select application_name as name, backend_start as since
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and classid = $1 and objid = $2 and objsubid = 2`,
    [CLAIMS, key]
  )
  if (!rows[0]) return
  return { pid: Number(rows[0].name.split(':').at(-1)), since: rows[0].since as Date }
}
