import { v7 as uuidv7 } from 'uuid'
import { sql } from '#tenancy/scope'

/** By what a category is about: its icon, and the words that give it away. The first that fits. */
const GUESSES: [icon: string, words: RegExp][] = [
  ['scroll-text', /etat civil|identite|acte|papiers/],
  ['school', /enfan|ecole|scol|educat|jeunes|creche/],
  ['construction', /voirie|domaine public|travaux|stationn/],
  ['building-2', /urban|logement|construct|habitat/],
  ['trees', /cadre de vie|environ|proprete|espaces verts|signal|dechet/],
  ['store', /commerc|fete|marche|march|foire/],
  ['drama', /associ|cultur|sport|loisir|salle/],
  ['shield', /securit|prevent|police|tranquill/],
  ['coins', /prime|taxe|aide financ|subvent|impot/],
  ['heart-handshake', /social|solidar|senior|sante|handicap/],
  ['flower-2', /cimetiere|funer|deces/],
  ['users', /popul|citoyen|habitant|vie munic|elect/],
  ['bus', /transport|mobilit|velo/],
]

const ANY = 'layout-grid'

/** What an administrator chooses from: those that a name may suggest, and a few more. */
export const ICONS = [
  ...GUESSES.map(([icon]) => icon),
  'landmark',
  'house',
  'calendar',
  'leaf',
  'palette',
  'key-round',
  'map-pin',
  'mail',
  'file-text',
  ANY,
]

/** The icon that a category's name suggests. */
export function suggestedIcon(category: string): string {
  const text = category.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return GUESSES.find(([, words]) => words.test(text))?.[0] ?? ANY
}

/** The icon of each category, whatever a commune calls it: the chosen one, or the one suggested. */
export async function categoryIcons(): Promise<(category: string) => string> {
  const rows = await sql<{ category: string; icon: string }>(
    'select category, icon from category_icons'
  )
  const chosen = new Map(rows.map(({ category, icon }) => [category, icon]))
  return (category) => chosen.get(category) ?? suggestedIcon(category)
}

export async function chooseIcon(category: string, icon: string) {
  await sql(
    `insert into category_icons (commune_id, id, category, icon)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?)
     on conflict (commune_id, category) do update set icon = excluded.icon, updated_at = now()`,
    [uuidv7(), category, icon]
  )
}
