import type { HttpContext } from '@adonisjs/core/http'
import { keyOf } from '#desks/superviseur/giver'
import { DESK, LIST } from '#desks/superviseur/desk'
import { listAddress, readListRequest } from '#reporting/list_request'
import { type HolderLoad, workload } from '#reporting/queries/workload'
import { t } from '#shared/translate'

/** Who has how much to do, and what of it is late: the longest queue first. */
export default class WorkloadsController {
  async index({ view }: HttpContext) {
    const { holders, total } = await workload(null)
    const most = Math.max(1, ...holders.map(({ count }) => count))
    return view.render('pages/superviseur/workload', {
      total,
      late: holders.reduce((sum, { late }) => sum + late, 0),
      holders: holders.map((holder) => ({
        ...holder,
        name: nameOf(holder),
        bar: (100 * holder.count) / most,
        list: listOf(holder),
        give: holder.type === 'usager' ? null : keyOf(holder),
      })),
    })
  }
}

function nameOf(holder: HolderLoad): string {
  if (holder.type === 'unassigned' || holder.type === 'usager') {
    return t(`superviseur.load.${holder.type}`)
  }
  return holder.label ?? ''
}

/** The list of their dossiers. */
function listOf(holder: HolderLoad): string {
  const query: Record<string, string> = {
    usager: { vue: 'chez-l-usager' },
    unassigned: { vue: 'a-traiter', agent: 'personne' },
    agent: { vue: 'a-traiter', agent: 'id' in holder ? holder.id : '' },
    service: { vue: 'au-service', service: 'id' in holder ? holder.id : '' },
  }[holder.type]
  return listAddress(LIST, readListRequest(query, DESK), DESK)
}
