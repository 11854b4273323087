import { readyDemarches } from '#catalogue/ready_demarches'
import { FoundCommune } from '#desks/operator/actions/found_commune'
import { READY_SERVICES } from '#desks/operator/ready_services'
import type { Figures } from './figures.js'

const TIMES = 5
const DEMARCHES = 20

/**
 * From the press on « Créer la commune » to the commune that is there: twenty démarches of the library,
 * its services and its administrator. The figure is that of the first one, which compiles the forms; `p95_ms`
 * that of the slowest.
 */
export async function measureFoundations(): Promise<Figures> {
  const demarches = (await readyDemarches()).slice(0, DEMARCHES).map(({ slug }) => slug)
  const services = READY_SERVICES.map((name) => ({ name, email: 'mairie@bench.example' }))
  const times: number[] = []
  for (let turn = 1; turn <= TIMES; turn++) {
    const commune = {
      slug: `creee-${turn}`,
      name: `Créée ${turn}`,
      hosts: [`creee-${turn}.example`],
    }
    const admin = { name: 'Adèle', email: 'adele@bench.example' }
    const began = performance.now()
    const outcome = await new FoundCommune().handle(
      { commune, services, demarches, admin },
      { id: null, name: 'Mesures' }
    )
    times.push(performance.now() - began)
    if (outcome.type !== 'founded') throw new Error(outcome.type)
  }
  const rounded = (ms: number) => Number(ms.toFixed(1))
  return { ms: rounded(times[0]!), p95_ms: rounded(Math.max(...times)) }
}
