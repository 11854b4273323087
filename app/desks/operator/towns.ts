import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** A commune of France, as the State lists them. */
export interface Town {
  /** INSEE code. */
  code: string
  name: string
  department: string
  postcodes: string[]
  population: number
}

const FILE = '@etalab/decoupage-administratif/data/communes.json'
/** How long the list stays in memory once nobody searches. */
const PATIENCE_MS = 5 * 60_000

interface Listed extends Town {
  folded: string
}

let list: Promise<Listed[]> | undefined
let forgetting: NodeJS.Timeout | undefined

/** Read at the first search, and forgotten a little after the last: 35,000 communes that few processes ever need. */
function towns(): Promise<Listed[]> {
  clearTimeout(forgetting)
  forgetting = setTimeout(() => (list = undefined), PATIENCE_MS)
  forgetting.unref()
  list ??= read()
  list.catch(() => (list = undefined))
  return list
}

async function read(): Promise<Listed[]> {
  const path = createRequire(import.meta.url).resolve(FILE)
  const rows: Record<string, any>[] = JSON.parse(await readFile(path, 'utf8'))
  return rows.flatMap(({ type, code, nom, departement, codesPostaux, population }) =>
    type === 'commune-actuelle'
      ? [
          {
            code,
            name: nom,
            department: departement ?? code.slice(0, 3),
            postcodes: codesPostaux ?? [],
            population: population ?? 0,
            folded: fold(nom),
          },
        ]
      : []
  )
}

/**
 * Communes whose words begin with what was typed, or whose postcode or INSEE code does; the largest
 * first, after the one that is called exactly so.
 */
export async function findTowns(typed: string, most = 15): Promise<Town[]> {
  const sought = fold(typed)
  if (sought.length < 2) return []
  const words = sought.split(' ')
  const isCode = /^\d[\dab]\d*$/.test(sought)
  const found = (await towns()).filter(({ folded, code, postcodes }) =>
    isCode
      ? code.toLowerCase().startsWith(sought) || postcodes.some((one) => one.startsWith(sought))
      : words.every((word) => folded.startsWith(word) || folded.includes(` ${word}`))
  )
  const rank = ({ folded }: Listed) => (folded === sought ? 0 : folded.startsWith(sought) ? 1 : 2)
  return found
    .sort((a, b) => rank(a) - rank(b) || b.population - a.population)
    .slice(0, most)
    .map(({ folded, ...town }) => town)
}

export async function townOf(code: string): Promise<Town | null> {
  const found = (await towns()).find((town) => town.code === code)
  if (!found) return null
  const { folded, ...town } = found
  return town
}

/** Without accents, signs and capitals; « St » as it is spoken. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .trim()
}
