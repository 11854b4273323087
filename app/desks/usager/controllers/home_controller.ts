import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { normalise } from '#dossiers/search_text'
import { draftsHeld } from '../drafts_held.js'
import { draftPath } from '../paths.js'

export default class HomeController {
  async index(ctx: HttpContext) {
    const asked: unknown = ctx.request.qs().q
    const query = typeof asked === 'string' ? asked.trim().slice(0, 200) : ''
    const demarches = (await Demarche.published()).filter((demarche) => demarche.isOpen)
    const drafts = await draftsHeld(ctx.session)
    return ctx.view.render('pages/usager/home', {
      query,
      categories: byCategory(demarches.filter((demarche) => matches(demarche, query))),
      drafts: drafts.map((draft) => ({ ...draft, href: draftPath(draft.id) })),
    })
  }
}

/** Every word of the search, wherever it stands, accents or not. */
function matches(demarche: Demarche, query: string): boolean {
  const text = normalise(`${demarche.title} ${demarche.description} ${demarche.category}`)
  return normalise(query)
    .split(' ')
    .every((word) => text.includes(word))
}

function byCategory(demarches: Demarche[]) {
  const categories = new Map<string, { href: string; label: string; text: string }[]>()
  for (const { slug, title, description, category } of demarches) {
    const item = { href: `/demarches/${slug}`, label: title, text: description }
    categories.set(category, [...(categories.get(category) ?? []), item])
  }
  return [...categories].map(([name, items]) => ({ name, items }))
}
