import Service from '#identity/service'
import { sql } from '#tenancy/scope'

export interface ServiceRow {
  service: Service
  away: boolean
  /** Name of whoever reads its mails today, where that is not itself. */
  reader: string | null
  /** Dossiers in its charge. */
  pending: number
}

/** Every service of the commune, the active ones first. */
export async function allServices(): Promise<ServiceRow[]> {
  const services = await Service.query()
    .orderBy('active', 'desc')
    .orderBy('position')
    .orderBy('name')
  const counts = await sql<{ id: string; n: number }>(
    `select service_id as id, count(*)::int as n from dossiers
     where service_id is not null and tray = 'service' group by service_id`
  )
  const rows = services.map(async (service) => {
    const reader = await service.reader()
    return {
      service,
      away: service.isAway(),
      reader: reader.id === service.id ? null : reader.name,
      pending: counts.find(({ id }) => id === service.id)?.n ?? 0,
    }
  })
  return Promise.all(rows)
}
