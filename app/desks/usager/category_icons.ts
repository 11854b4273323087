import { normalise } from '#dossiers/search_text'

/** By what a category is about: its icon, and the words that give it away. The first that fits. */
const ICONS: [icon: string, words: RegExp][] = [
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

/** The icon of a category, whatever a commune calls it. */
export function iconOf(category: string): string {
  const text = normalise(category)
  return ICONS.find(([, words]) => words.test(text))?.[0] ?? 'layout-grid'
}
