import type { BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'

type CommandClass = typeof BaseCommand

/** The commands of every room. They are light: what one needs, it imports when it runs. */
const commands: (() => Promise<{ default: CommandClass }>)[] = [
  () => import('#tenancy/commands/db_migrate'),
  () => import('#tenancy/commands/db_check'),
  () => import('#desks/operator/commands/commune_create'),
  () => import('#desks/operator/commands/operator_create'),
  () => import('#archive/commands/commune_export'),
  () => import('#archive/commands/commune_import'),
  () => import('#addresses/commands/addresses_import'),
  () => import('#dossiers/commands/journal_verify'),
  () => import('#notifications/commands/worker'),
  () => import('#database/generate/commands/generate_commune'),
  () => import('#database/generate/commands/generate_platform'),
]

const loaded = async () => (await Promise.all(commands.map((load) => load()))).map((m) => m.default)

export async function getMetaData(): Promise<CommandMetaData[]> {
  return (await loaded()).map((command) => command.serialize())
}

export async function getCommand(metaData: { commandName: string }): Promise<CommandClass | null> {
  return (await loaded()).find((command) => command.commandName === metaData.commandName) ?? null
}
