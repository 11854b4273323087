import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { figuresAsked, headlines, periodTabs, sheets } from '#desks/superviseur/dashboard/page'
import { draftCount } from '#reporting/queries/drafts'
import { arrivals } from '#reporting/queries/arrivals'

/** What the mayor asks: how many, how fast, where it stands, over a period that the address names. */
export default class OverviewsController {
  async show(ctx: HttpContext) {
    const asked = await figuresAsked(ctx)
    const demarches = await Demarche.query().orderBy('position').orderBy('title')
    return ctx.view.render('pages/superviseur/overview', {
      ...asked,
      stats: headlines(asked),
      sheets: sheets(asked),
      tabs: periodTabs(asked),
      demarches: demarches.map(({ id, title }) => ({ value: id, label: title })),
      states: asked.figures.load.states,
      drafts: await draftCount(asked.demarche?.id),
      oldest: (await arrivals()).oldest,
    })
  }
}
