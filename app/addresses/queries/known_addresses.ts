import {
  type Country,
  type FoundAddress,
  HOUSE_COLUMNS,
  houseFound,
  type HouseRow,
  numberOf,
  STREET_COLUMNS,
  streetFound,
  type StreetRow,
} from '#addresses/found'
import { findAddresses } from '#addresses/queries/find_addresses'
import { type Reading, readTyped } from '#addresses/typed'
import { plainText, wordsOf } from '#addresses/words'
import { sql } from '#tenancy/scope'

const LONGEST_ID = 200

/**
 * What the base of the commune in scope says of an address that was picked there, as long as the
 * text beside its id still is that address.
 *
 * @param label as it stands in the answer: with or without the town
 * @returns null where the base has no such id, or the text has become another
 */
export async function knownAddress(
  officialId: string,
  label: string,
  country: Country
): Promise<FoundAddress | null> {
  if (officialId.length > LONGEST_ID) return null
  const [house] = await sql<HouseRow>(
    `select ${HOUSE_COLUMNS} from addresses a where a.official_id = ?`,
    [officialId]
  )
  const [street] = await sql<StreetRow>(
    `select ${STREET_COLUMNS} from streets s where ${house ? 's.id' : 's.official_id'} = ?`,
    [house ? house.streetId : officialId]
  )
  if (!street) return null
  if (house) {
    const found = houseFound(house, street, country)
    return says(label, found) || names(label, street, house) ? found : null
  }
  // A street, with a number that the base does not know, or without one.
  const read = names(label, street)
  return read ? streetFound(street, numberOf(read.number, read.suffix), country) : null
}

/** The text is this address, with its town or without. */
function says(label: string, found: FoundAddress): boolean {
  const said = plainText(label)
  return [
    found.label,
    `${found.label} ${found.postcode} ${found.city}`,
    `${found.label} ${found.city}`,
  ].some((known) => plainText(known) === said)
}

/** The text without this town at its end: any other words there make it another text. */
function withoutTown(label: string, street: StreetRow, house?: HouseRow): string {
  const words = label.trim().split(/[\s,]+/)
  const towns = [`${house?.postcode || street.postcode} ${street.city}`, street.city]
  for (const town of towns.map(plainText).filter(Boolean)) {
    for (let count = 1; count <= Math.min(8, words.length - 1); count++) {
      if (plainText(words.slice(-count).join(' ')) === town) return words.slice(0, -count).join(' ')
    }
  }
  return label
}

/** The reading of the text under which it names this street, and this house where one is given. */
function names(label: string, street: StreetRow, house?: HouseRow): Reading | undefined {
  const known = [street.name, ...street.otherNames].map((name) => wordsOf(name).join(' '))
  return readTyped(withoutTown(label, street, house), false).find(
    ({ number, suffix, words }) =>
      known.includes(words.join(' ')) &&
      (!house || (number === house.number && suffix === house.suffix.toLowerCase()))
  )
}

/**
 * The one address that was typed in full, without being picked: what a browser without a script
 * sends. Nothing where it could be two.
 */
export async function addressTyped(label: string, country: Country): Promise<FoundAddress | null> {
  if (readTyped(label).every((reading) => reading.number === null)) return null
  const found = await findAddresses(label, country, 3)
  const same: FoundAddress[] = []
  for (const one of found) {
    const known = await knownAddress(one.id, label, country)
    if (known) same.push(known)
  }
  return same.length === 1 ? same[0]! : null
}
