import logger from '@adonisjs/core/services/logger'
import { ExportCommune } from '#archive/commune/exports'
import { communesToDestroy, destroyCommune } from '#tenancy/destroy_commune'
import { CheckHostname, hostnamesToCheck } from '#tenancy/hostname_life'

export async function exportCommune(job: { communeId: string; exportId: string }) {
  await new ExportCommune().handle(job.communeId, job.exportId)
}

export async function checkHostname({ host }: { host: string }) {
  await new CheckHostname().handle(host)
}

export async function checkHostnames() {
  for (const host of await hostnamesToCheck()) await new CheckHostname().handle(host)
}

/** What the clock starts: each on its own, so that one that fails holds up no other. */
export async function destroyCommunes() {
  for (const id of await communesToDestroy()) {
    await destroyCommune(id).catch((error) =>
      logger.error({ err: error, commune: id }, 'a commune cannot be destroyed')
    )
  }
}
