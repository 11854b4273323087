interface Plate {
  country: 'FR' | 'BE'
  /** How its groups follow each other, without what parts them. */
  groups: RegExp
  by: string
  /** As it is stored. */
  written: string
}

const DEPARTEMENT = '(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8])'
// I, O and U are not used: they look like 1, 0 and V.
const SIV = '[A-HJ-NP-TV-Z]'

/**
 * The plates that are in use, the likelier before the rarer: `1ABC971` is one of Belgium, though it
 * could be an old one of Guadeloupe.
 */
export const PLATES: readonly Plate[] = [
  plate('FR', '-', [`${SIV}{2}`, '[0-9]{3}', `${SIV}{2}`]),
  plate('BE', '-', ['[1-9A-Z]', '[A-Z]{3}', '[0-9]{3}']),
  plate('BE', '-', ['[A-Z]{3}', '[0-9]{3}']),
  plate('BE', '-', ['[0-9]{3}', '[A-Z]{3}']),
  plate('FR', ' ', ['[1-9][0-9]{0,3}', '[A-Z]{1,3}', DEPARTEMENT]),
]

/** « AB-123-CD », « 1-ABC-123 », « 1234 AB 13 »; undefined when it is no plate. */
export function writtenAs(bare: string, country: unknown): string | undefined {
  for (const known of PLATES) {
    const match =
      country === undefined || country === known.country ? known.groups.exec(bare) : null
    if (match) return match.slice(1).join(known.by)
  }
  return undefined
}

function plate(country: Plate['country'], by: string, groups: string[]): Plate {
  const wrapped = groups.map((one) => `(${one})`).join('')
  return { country, by, groups: new RegExp(`^${wrapped}$`), written: groups.join(by) }
}
