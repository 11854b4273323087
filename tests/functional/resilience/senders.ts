import { setTimeout as sleep } from 'node:timers/promises'
import { Visitor } from '#tests/support/visitor'
import type { RealServer, Settled } from './real_server.js'

/** What a person was told: it came in, under this reference. */
export interface Acknowledged {
  commune: Settled
  id: string
  reference: string
  email: string
}

/** One person after another in each commune who fills in and sends, until told to stop. */
export class Senders {
  readonly acknowledged: Acknowledged[] = []
  #stopped = false
  #all: Promise<unknown>

  constructor(private server: RealServer) {
    this.#all = Promise.all(server.communes.map((commune) => this.#keepSending(commune)))
  }

  /** Resolves once so many more than now were acknowledged. */
  async more(count: number) {
    const wanted = this.acknowledged.length + count
    const deadline = Date.now() + 30_000
    while (this.acknowledged.length < wanted) {
      if (Date.now() > deadline) {
        throw new Error(`${this.acknowledged.length} of ${wanted}: ${this.server.log}`)
      }
      await sleep(5)
    }
  }

  stop() {
    this.#stopped = true
    return this.#all
  }

  async #keepSending(commune: Settled) {
    for (let n = 0; !this.#stopped; n++) {
      const email = `personne${n}@${commune.host}`
      // A server that is down: somebody comes back later, as somebody else.
      const sent = await this.#send(commune, email).catch(() => sleep(50))
      if (sent) this.acknowledged.push({ commune, email, ...sent })
    }
  }

  async #send({ host }: Settled, email: string) {
    const person = new Visitor(host, this.server.port)
    const first = await person.get('/demarches/demande/remplir')
    const second = await person.submit(first, { 'f[demande][objet]': 'Un nid-de-poule' })
    const contact = { 'f[contact][nom]': 'Nora Petit', 'f[contact][courriel]': email }
    const check = await person.submit(second, contact)
    const page = await person.submit(check)
    const id = /^\/dossiers\/([0-9a-f-]{36})\/envoye$/.exec(page.path)?.[1]
    const reference = /\b[0-9A-Z]{3}-[0-9A-Z]{4}\b/.exec(page.text)?.[0]
    if (page.status !== 200 || !id || !reference) throw new Error(page.text)
    return { id, reference }
  }
}
