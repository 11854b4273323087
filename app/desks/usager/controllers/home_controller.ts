import type { HttpContext } from '@adonisjs/core/http'
import { categoryIcons } from '#catalogue/category_icons'
import { type Offered, offeredDemarches } from '#catalogue/opening'
import { normalise } from '#dossiers/search_text'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { draftsHeld } from '../drafts_held.js'
import { draftPath } from '../paths.js'

interface Item {
  href: string
  label: string
  text: string
  /** Why it cannot be begun now. */
  note: string
  /** What the search as one types compares with. */
  words: string
}

export default class HomeController {
  async index(ctx: HttpContext) {
    const asked: unknown = ctx.request.qs().q
    const query = typeof asked === 'string' ? asked.trim().slice(0, 200) : ''
    const demarches = await offeredDemarches()
    const drafts = await draftsHeld(ctx.session)
    return ctx.view.render('pages/usager/home', {
      query,
      categories: byCategory(
        demarches.filter((demarche) => matches(demarche, query)),
        await categoryIcons()
      ),
      drafts: drafts.map((draft) => ({ ...draft, href: draftPath(draft.id) })),
    })
  }
}

/** Every word of the search, wherever it stands, accents or not. */
function matches(demarche: Offered, query: string): boolean {
  const text = wordsOf(demarche)
  return normalise(query)
    .split(' ')
    .every((word) => text.includes(word))
}

const wordsOf = ({
  title,
  description,
  category,
}: Pick<Offered, 'title' | 'description' | 'category'>) =>
  normalise(`${title} ${description} ${category}`)

function byCategory(demarches: Offered[], iconOf: (category: string) => string) {
  const categories = new Map<string, Item[]>()
  for (const { slug, title, description, category, opening, opens_at: opensAt } of demarches) {
    const item = {
      href: `/demarches/${slug}`,
      label: title,
      text: description,
      note: '',
      words: '',
    }
    item.words = wordsOf({ title, description, category })
    if (opening === 'complete') item.note = t('usager.opening.full')
    if (opening === 'not-yet') {
      item.note = t('usager.opening.opens_on', { opens: formatters.longDate(opensAt) })
    }
    categories.set(category, [...(categories.get(category) ?? []), item])
  }
  return [...categories].map(([name, items]) => ({ name, items, icon: iconOf(name) }))
}
