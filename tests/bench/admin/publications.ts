import Demarche from '#catalogue/demarche'
import { TryDraft } from '#catalogue/actions/try_draft'
import { openDraft } from '#catalogue/drafts'
import { withCommune } from '#tenancy/scope'
import { Visitor } from '#tests/support/visitor'
import { figuresOf, type Figures } from './figures.js'
import { ADMIN, type TownHall } from './town_hall.js'

const TIMES = 9

/** From the press on « Publier maintenant » to the page that says it is online. */
export async function measurePublications(hall: TownHall, port: number): Promise<Figures> {
  const admin = new Visitor(hall.host, port)
  await admin.submit(await admin.get('/connexion'), ADMIN)
  const base = `/admin/demarches/${hall.manyPages}/formulaire`
  const form = (action: string) => ({ which: `form[action="${base}/${action}"]` })
  const times: number[] = []
  for (let turn = 1; turn <= TIMES; turn++) {
    const panel = await admin.get(`${base}?q=page_numero_1`)
    await admin.submit(panel, { description: `Fois numéro ${turn}` }, form('reglages'))
    await tried(hall)
    const page = await admin.get(`${base}/publication`)
    const began = performance.now()
    const done = await admin.submit(page, {}, form('publication'))
    times.push(performance.now() - began)
    if (!done.text.includes(`La version ${turn} est en ligne`)) throw new Error(done.text)
  }
  return figuresOf(times)
}

/** As if an administrator had filled the 150 questions in. */
function tried(hall: TownHall) {
  return withCommune(hall.id, async () => {
    const demarche = await Demarche.findByOrFail('slug', hall.manyPages)
    const { version } = await openDraft(demarche)
    await new TryDraft().handle({ demarche, version })
  })
}
