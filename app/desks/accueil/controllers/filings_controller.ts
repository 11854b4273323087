import type { HttpContext } from '@adonisjs/core/http'
import { v7 as uuidv7 } from 'uuid'
import Demarche from '#catalogue/demarche'
import { openDemarches, openingOf } from '#catalogue/opening'
import { openVersion } from '#catalogue/versions'
import { filingValidator } from '#desks/accueil/validators'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { grants } from '#identity/grants'
import { unfinishedFilings } from '#reporting/queries/filings'

/** Demands that an agent fills in for a usager: at the counter, by telephone, from a letter. */
export default class FilingsController {
  async index(ctx: HttpContext) {
    return show(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response, session } = ctx
    const [invalid, input] = await filingValidator.tryValidate(request.all())
    const demarche = input && (await Demarche.find(input.demarche))
    if (invalid || !demarche || (await openingOf(demarche.id)) !== 'open') {
      const { demarche: typed, channel } = request.all()
      return show(ctx, { demarche: typed, channel, failed: true })
    }

    const id = uuidv7()
    const version = await openVersion(demarche.versionId!)
    await new BeginDraft().handle({ id, version, answers: {}, channel: input.channel })
    grants(session).give(id)
    return response.redirect(`/brouillons/${id}`)
  }
}

/** What was chosen when the form came back. */
interface Typed {
  demarche?: unknown
  channel?: unknown
  failed?: boolean
}

async function show({ response, session, view }: HttpContext, typed: Typed = {}) {
  const demarches = await openDemarches()
  const filings = await unfinishedFilings(grants(session).dossiers())
  const known = demarches.some(({ id }) => id === typed.demarche)
  const page = { demarches, filings, typed, missing: typed.failed && !known }
  return response
    .status(typed.failed ? 422 : 200)
    .send(await view.render('pages/accueil/filings', page))
}
