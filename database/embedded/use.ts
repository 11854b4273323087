import { access } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.js'
import { checkVersion, createCluster } from './cluster.js'
import { EmbeddedPostgresError } from './errors.js'
import { unwatchExits, watchExits, type InUse } from './exits.js'
import type { Files } from './files.js'
import { launch } from './launch.js'
import { Lease, USERS } from './lease.js'
import { withLock } from './lock.js'
import { findPostmaster, stopPostmaster } from './postmaster.js'

const PATIENCE_MS = 150_000

interface Context {
  files: Files
  binaries: Binaries
  settings: Record<string, string>
  durable: boolean
  log: (line: string) => void
}

/** One process's use of a server, from the start or the adoption to the end. */
export class Use implements InUse {
  private lease?: Lease
  private reviving?: Promise<void>
  private stopping?: Promise<void>

  constructor(private context: Context) {}

  /** @returns whether the server ran already */
  async begin() {
    const { files, binaries, durable } = this.context
    const adopted = await withLock(files.lock, async () => {
      await createCluster(files, binaries, durable)
      await checkVersion(files, binaries)
      return this.enter()
    })
    watchExits(this)
    return adopted
  }

  /** Starts the server unless it runs, and takes a lease from it. */
  private async enter() {
    const { files, binaries, settings } = this.context
    const deadline = Date.now() + PATIENCE_MS
    let adopted = true
    while (Date.now() < deadline) {
      if (!(await findPostmaster(files))) adopted = !(await launch(files, binaries, settings))
      this.lease = await Lease.take(files, () => this.revive())
      if (this.lease) return adopted
      await sleep(20)
    }
    throw new EmbeddedPostgresError(
      `un serveur tourne sur ${files.dataDir} mais n'accepte pas de connexion.`,
      `lisez son journal (${files.log}) et arrêtez-le, puis relancez.`
    )
  }

  /** A server that crashed is started again; one that somebody stopped in order is not. */
  private revive() {
    if (this.stopping) return
    const { files, log } = this.context
    this.lease = undefined
    this.reviving = withLock(files.lock, async () => {
      if (await this.wasStopped()) return log("PostgreSQL a été arrêté de l'extérieur.")
      log('PostgreSQL a été interrompu : il redémarre.')
      await this.enter()
    }).catch((error) => log(error.message))
  }

  private async wasStopped() {
    const { files } = this.context
    for (;;) {
      const server = await findPostmaster(files)
      if (server?.ready) return false
      // A server that stops in order takes this file away.
      if (!server) return access(files.postmaster).then(...[() => false, () => true])
      await sleep(20)
    }
  }

  stop() {
    this.stopping ??= this.leave().finally(() => unwatchExits(this))
    return this.stopping
  }

  private async leave() {
    const { files, binaries } = this.context
    const stopServer = () => stopPostmaster(files, binaries)
    await this.reviving
    try {
      await this.lease?.release(stopServer)
    } catch {
      // The session broke just now: the server may still run, as after a crash of another session.
      const lease = await Lease.take(files, () => {})
      await lease?.release(stopServer)
    }
  }

  lastResort() {
    if (!this.lease) return
    const { pid, port } = this.lease.server
    return [this.context.files.dataDir, pid, port, USERS].map(String)
  }
}
