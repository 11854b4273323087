import { addressTyped, knownAddress } from '#addresses/queries/known_addresses'
import type { Country, FoundAddress } from '#addresses/found'
import { plainText } from '#addresses/words'
import { communeById } from '#tenancy/commune'
import { currentCommuneId } from '#tenancy/scope'
import { isBag } from '#shared/tidy'

type Bag = Record<string, unknown>

/** A form, as far as it matters here. */
interface Asked {
  question(path: string): { type: string } | undefined
}

/** Of one page: rows are posted by anyone, and each costs a look at the street base. */
const MOST = 30

/**
 * Answers with the official ids that the commune's street base bears out, and no others: an id
 * stays as long as its text is that of the address. An address that was typed in full, without a
 * script or without being picked, gets its own.
 */
export async function settlePlaces(form: Asked, page: string, answers: Bag): Promise<Bag> {
  const { country } = await communeById(currentCommuneId())
  let left = MOST
  const settle = async (path: string, value: unknown): Promise<unknown> => {
    const type = form.question(path)?.type
    const isOne = type === 'address' || type === 'place' || type === 'map-point'
    if (isOne && isBag(value)) {
      const known = left-- > 0 ? await knownOf(type, value, country) : null
      return type === 'address' ? settledAddress(value, known) : settledPlace(value, known)
    }
    if (Array.isArray(value)) {
      return Promise.all(value.map((item, index) => settle(`${path}.${index}`, item)))
    }
    if (!isBag(value)) return value
    const settled: Bag = {}
    for (const [key, item] of Object.entries(value))
      settled[key] = await settle(`${path}.${key}`, item)
    return settled
  }
  return (await settle(page, answers)) as Bag
}

async function knownOf(type: string, value: Bag, country: Country): Promise<FoundAddress | null> {
  const label = value[type === 'address' ? 'street' : 'label']
  if (typeof label !== 'string') return null
  const { official } = value
  const known =
    typeof official === 'string'
      ? await knownAddress(official, label, country)
      : // A point that was put on the map by hand is where it is, whatever its text.
        value.lat === undefined && value.country === undefined
        ? await addressTyped(label, country)
        : null
  const isThere = type !== 'address' || (known !== null && isTown(value, known))
  return isThere ? known : null
}

/** The same town: « 12 rue de Rome » is one address in each. */
function isTown({ postcode, city, country }: Bag, known: FoundAddress): boolean {
  const same = (typed: unknown, name: string) =>
    typeof typed === 'string' && plainText(typed) === plainText(name)
  return country === undefined && (same(postcode, known.postcode) || same(city, known.city))
}

function settledAddress({ official, ...address }: Bag, known: FoundAddress | null): Bag {
  return known ? { ...address, official: known.id } : address
}

function settledPlace({ official, ...place }: Bag, known: FoundAddress | null): Bag {
  if (!known) return place
  const point = known.lat === null ? {} : { lat: known.lat, lon: known.lon }
  return { ...place, official: known.id, ...(place.lat === undefined && point) }
}
