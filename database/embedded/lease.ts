import { realpath } from 'node:fs/promises'
import { readAccess } from './access.js'
import { EmbeddedPostgresError } from './errors.js'
import type { Files } from './files.js'
import { findPostmaster, type Postmaster } from './postmaster.js'
import { newSession, type Session } from './session.js'

/** 'guic' in ASCII: the lock that every user of an embedded server holds, shared. */
export const USERS = 0x67756963

/**
 * The server is starting, stopping, or gone: worth another look. 57014 is what PostgreSQL answers
 * when it stops during a login, 55P03 when the last user takes its time to stop it.
 */
const PASSING = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|57014|55P03)$/

/**
 * A session that says "I use this server". Its lock goes when its process does, however it ends,
 * so that the last user can be told from the others without a register of them.
 */
export class Lease {
  private constructor(
    private session: Session,
    readonly server: Postmaster
  ) {}

  /**
   * Takes one from the server that runs on these data, if one does.
   * @param onLost called when the session ends without `release`
   */
  static async take(files: Files, onLost: () => void): Promise<Lease | undefined> {
    const server = await findPostmaster(files)
    if (!server?.ready) return
    const { passwords } = await readAccess(files)
    const session = newSession({
      ...{ host: '127.0.0.1', port: server.port, database: 'postgres', ssl: false },
      ...{ user: 'postgres', password: passwords.postgres },
      application_name: `guichet:lease:${process.pid}`,
    })

    try {
      await session.connect()
      await session.query('select pg_advisory_lock_shared($1)', [USERS])
      await verify(session, files)
    } catch (error) {
      await session.end().catch(() => {})
      return passOrThrow(error as Error & { code?: string })
    }
    const lease = new Lease(session, server)
    session.once('end', () => lease.released || onLost())
    session.unref()
    return lease
  }

  private released = false

  /**
   * Gives the use up. When nobody else has one, `ifLast` runs while newcomers wait; they then find
   * the server gone and start it again. Both of two users who leave at once let go before they
   * look, so that one of them is the last.
   */
  async release(ifLast: () => Promise<void>) {
    this.released = true
    this.session.ref()
    try {
      await this.session.query('select pg_advisory_unlock_shared($1)', [USERS])
      const { rows } = await this.session.query('select pg_try_advisory_lock($1) as last', [USERS])
      if (rows[0].last) await ifLast()
    } finally {
      await this.session.end().catch(() => {})
    }
  }
}

async function verify(session: Session, files: Files) {
  const { rows } = await session.query("select current_setting('data_directory') as dir")
  if ((await realpath(rows[0].dir)) === (await realpath(files.dataDir))) return
  throw new EmbeddedPostgresError(
    `le serveur qui répond pour ${files.dataDir} sert d'autres données (${rows[0].dir}).`,
    'arrêtez ce serveur, puis relancez.'
  )
}

function passOrThrow(error: Error & { code?: string }): undefined {
  if (PASSING.test(error.code ?? '') || /terminated unexpectedly/.test(error.message)) return
  if (error.code !== '28P01') throw error
  throw new EmbeddedPostgresError(
    'un serveur tourne sur ces données et refuse leur mot de passe (guichet.json a changé).',
    'remettez ce fichier, ou arrêtez ce serveur puis relancez.'
  )
}
