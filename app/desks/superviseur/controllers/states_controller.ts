import type { HttpContext } from '@adonisjs/core/http'
import { DESK, LIST } from '#desks/superviseur/desk'
import { listAddress, type ListRequest, readListRequest } from '#reporting/list_request'
import { arrivals } from '#reporting/queries/arrivals'
import { overview, type Overview } from '#reporting/queries/overview'

/** Where all dossiers stand, those that are gone included. Each figure leads to its dossiers. */
export default class StatesController {
  async show({ view }: HttpContext) {
    const figures = await overview()
    const received = await arrivals()
    return view.render('pages/superviseur/states', {
      total: figures.total,
      received: [
        { of: 'week', count: received.week, href: listOf({ from: received.weekFrom }) },
        { of: 'month', count: received.month, href: listOf({ from: received.monthFrom }) },
      ],
      oldest: received.oldest,
      states: figures.states.map((state) => ({
        ...state,
        href: listOf({ tray: state.tray, stateLabel: state.label }),
      })),
      demarches: rowsOf(figures),
    })
  }
}

/** Of each démarche its total, and a cell for every state that some dossier is in. */
function rowsOf({ demarches, states }: Overview) {
  return demarches.map(({ id: demarcheId, title, total, states: counts }) => ({
    title,
    total,
    href: listOf({ demarcheId }),
    cells: states.map(({ key, tray, label }) => ({
      label,
      count: counts[key] ?? 0,
      href: listOf({ tray, stateLabel: label, demarcheId }),
    })),
  }))
}

function listOf(wanted: Partial<ListRequest>): string {
  return listAddress(LIST, { ...readListRequest({}, DESK), ...wanted }, DESK)
}
