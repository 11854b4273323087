/**
 * What people write for a word of a street, and what it may stand for. It works both ways: some
 * bases write their streets in short.
 */
export const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  // Ways
  all: ['allee', 'allees'],
  av: ['avenue'],
  ave: ['avenue'],
  bd: ['boulevard'],
  bld: ['boulevard'],
  blvd: ['boulevard'],
  boul: ['boulevard'],
  ch: ['chemin', 'chaussee'],
  che: ['chemin'],
  chee: ['chaussee'],
  chem: ['chemin'],
  chm: ['chemin'],
  crs: ['cours'],
  esp: ['esplanade'],
  fbg: ['faubourg'],
  fg: ['faubourg'],
  ham: ['hameau'],
  imp: ['impasse'],
  lot: ['lotissement'],
  mte: ['montee'],
  pas: ['passage'],
  pass: ['passage'],
  pl: ['place'],
  prom: ['promenade'],
  qu: ['quai'],
  r: ['rue'],
  res: ['residence'],
  rte: ['route'],
  sen: ['sentier'],
  sq: ['square'],
  trav: ['traverse'],
  // Ways in Dutch
  ln: ['laan'],
  stwg: ['steenweg'],
  // Titles
  amal: ['amiral'],
  cal: ['cardinal'],
  cdt: ['commandant'],
  cne: ['capitaine'],
  col: ['colonel'],
  cpt: ['capitaine'],
  dr: ['docteur'],
  gal: ['general'],
  gen: ['general'],
  gl: ['general'],
  lt: ['lieutenant'],
  mal: ['marechal'],
  mgr: ['monseigneur'],
  pdt: ['president'],
  pres: ['president'],
  prof: ['professeur'],
  sgt: ['sergent'],
  st: ['saint'],
  ste: ['sainte'],
  sts: ['saints'],
  // Others
  gd: ['grand'],
  gde: ['grande'],
  pt: ['petit', 'pont'],
  pte: ['petite', 'porte'],
}

/** Words of a street that tell nothing: they are left out, as people do. */
const LINKS = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'et', 'l', 'la', 'le', 'les'])

/** Ways: alone, they do not make a street; many bear the same one. */
const WAYS = new Set(
  `allee allees avenue boulevard chaussee chemin cite cour cours esplanade faubourg hameau impasse lotissement
   montee passage place promenade quai quartier residence route rue ruelle sentier square traverse venelle villa
   laan plein steenweg straat weg`.split(/\s+/)
)

/** Lower case, letters and digits only, without accents: « L’Hôtel-Dieu » is `l hotel dieu`. */
export function plainText(text: string): string {
  return text
    .slice(0, 300)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The words of a name that tell it from others; all of them where no other is left. */
export function wordsOf(text: string): string[] {
  const words = plainText(text).split(' ').filter(Boolean)
  const telling = words.filter((word) => !LINKS.has(word))
  return telling.length > 0 ? telling : words
}

/** What a word may mean: itself, and what it is short for. */
export function meaningsOf(word: string): string[] {
  return [word, ...(Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word]! : [])]
}

export const isWay = (word: string) => WAYS.has(word)

/** A street of the base as it is found: each word, in short and in full, links included. */
export function indexedWords(texts: string[]): string[] {
  const words = texts.flatMap((text) => plainText(text).split(' ')).filter(Boolean)
  return [...new Set(words.flatMap(meaningsOf))]
}

/** Its names in one text, in full: what misspelt words are held against. */
export function spellingOf(names: string[]): string {
  return names.map((name) => wordsOf(name).map(inFull).join(' ')).join(' ')
}

export const inFull = (word: string) => meaningsOf(word).at(1) ?? word
