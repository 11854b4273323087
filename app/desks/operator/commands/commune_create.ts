import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class CommuneCreate extends BaseCommand {
  static override commandName = 'commune:create'
  static override description =
    'Create a commune, what it begins with, and the hostnames that serve it'
  static override help = [
    'node ace commune:create Plassans --host=demarches.plassans.fr',
    'node ace commune:create Plassans --host=plassans.example --service="Voirie <voirie@plassans.fr>" --demarche=signalement --admin="Félicité Puech <f.puech@plassans.fr>"',
    'node ace commune:create Montsou --host=montsou.example --host=demarches.montsou.be --country=BE',
  ]
  static override options: CommandOptions = { startApp: true }

  @args.string({ description: 'Name, as it is written on the town hall' })
  declare name: string

  @flags.array({ description: 'Hostname; the first one is used in mails' })
  declare host: string[]

  @flags.string({ description: 'FR or BE', default: 'FR' })
  declare country: 'FR' | 'BE'

  @flags.string({ description: 'Short name in lower case; from the name by default' })
  declare slug?: string

  @flags.string({ description: 'INSEE or NIS code' })
  declare code?: string

  @flags.array({ description: '"Name <address>" of a service' })
  declare service?: string[]

  @flags.array({ description: 'Slug of a ready démarche, or `all`' })
  declare demarche?: string[]

  @flags.string({
    description: '"Name <address>" of the first administrator, who is invited by mail',
  })
  declare admin?: string

  override async run() {
    if (!this.host?.length) return this.#refuse('At least one --host is needed')
    if (!['FR', 'BE'].includes(this.country)) return this.#refuse('--country is FR or BE')
    const services = (this.service ?? []).map(person)
    const admin = this.admin ? person(this.admin) : null
    if ([...services, admin].includes(undefined)) {
      return this.#refuse('--service and --admin are written "Name <address>"')
    }

    const { default: string } = await import('@adonisjs/core/helpers/string')
    const { readHost } = await import('#tenancy/hostnames')
    const wrong = this.host.find((host) => !('host' in readHost(host)))
    if (wrong) return this.#refuse(`${wrong} cannot be the hostname of a commune`)
    const demarches = await this.#demarches(services as Person[])
    if (!demarches) return

    const { FoundCommune } = await import('#desks/operator/actions/found_commune')
    const commune = {
      slug: this.slug ?? string.slug(this.name, { lower: true, strict: true }),
      name: this.name,
      country: this.country,
      code: this.code,
      hosts: this.host,
    }
    const foundation = { commune, services: services as Person[], demarches, admin: admin ?? null }
    const by = { id: null, name: 'Ligne de commande' }
    const outcome = await new FoundCommune().handle(foundation, by)
    switch (outcome.type) {
      case 'taken':
        return this.#refuse(`This ${outcome.what === 'slug' ? 'slug' : 'hostname'} is taken`)
      case 'founded':
        this.logger.success(`${this.name} (${outcome.id}) is served at ${this.host.join(', ')}`)
    }
  }

  async #demarches(services: Person[]): Promise<string[] | undefined> {
    const { readyDemarches } = await import('#catalogue/ready_demarches')
    const { isOf, missingServices } = await import('#desks/operator/ready_services')
    const library = (await readyDemarches()).filter(isOf(this.country))
    const wanted = this.demarche ?? []
    const chosen = wanted.includes('all')
      ? library.filter((ready) => missingServices(ready, services).length === 0)
      : library.filter(({ slug }) => wanted.includes(slug))
    const unknown = wanted.find(
      (slug) => slug !== 'all' && !chosen.some((one) => one.slug === slug)
    )
    if (unknown) return this.#refuse(`${unknown} is no ready démarche of ${this.country}`)
    for (const ready of chosen) {
      const [missing] = missingServices(ready, services)
      if (missing) return this.#refuse(`${ready.slug} needs --service="${missing} <address>"`)
    }
    return chosen.map(({ slug }) => slug)
  }

  #refuse(reason: string): undefined {
    this.logger.error(reason)
    this.exitCode = 1
  }
}

interface Person {
  name: string
  email: string
}

function person(written: string): Person | undefined {
  const [, name, email] = /^(.+?)\s*<([^\s@<>]+@[^\s@<>]+)>$/.exec(written.trim()) ?? []
  return name && email ? { name, email: email.toLowerCase() } : undefined
}
