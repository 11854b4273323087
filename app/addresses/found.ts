/** An address as it is offered to people, and as an answer keeps it. */
export interface FoundAddress {
  /** The official id: of the house, or of the street where the base does not know the house. */
  id: string
  /** « 12 bis rue de Rome » in France, « Rue de la Loi 16 » in Belgium. */
  label: string
  /** The name of the street alone: what may be shown of an address to anyone. */
  street: string
  postcode: string
  city: string
  /** WGS 84, in degrees; of the middle of the street where the house is not known. */
  lat: number | null
  lon: number | null
}

export interface StreetRow {
  id: string
  officialId: string
  name: string
  otherNames: string[]
  postcode: string
  city: string
  lat: number | null
  lon: number | null
}

export interface HouseRow {
  streetId: string
  officialId: string
  number: number
  suffix: string
  postcode: string
  lat: number | null
  lon: number | null
}

export type Country = 'FR' | 'BE'

export const STREET_COLUMNS = `s.id, s.official_id as "officialId", s.name, s.other_names as "otherNames",
  s.postcode, s.city, s.lat, s.lon`
export const HOUSE_COLUMNS = `a.street_id as "streetId", a.official_id as "officialId", a.number, a.suffix,
  a.postcode, a.lat, a.lon`

export function houseFound(house: HouseRow, street: StreetRow, country: Country): FoundAddress {
  return {
    id: house.officialId,
    label: labelOf(street.name, numberOf(house.number, house.suffix), country),
    street: street.name,
    postcode: house.postcode || street.postcode,
    city: street.city,
    lat: house.lat ?? street.lat,
    lon: house.lon ?? street.lon,
  }
}

/** @param number as it was typed, where the base does not know the house */
export function streetFound(street: StreetRow, number: string, country: Country): FoundAddress {
  const { officialId: id, name, postcode, city, lat, lon } = street
  return { id, label: labelOf(name, number, country), street: name, postcode, city, lat, lon }
}

/** 12, 12 bis, 12A, 12-14; '' without a number. */
export function numberOf(number: number | null, suffix: string): string {
  if (number === null) return ''
  if (suffix === '') return String(number)
  if (/^[a-z]$/i.test(suffix)) return `${number}${suffix.toUpperCase()}`
  return /^[a-z]/i.test(suffix) ? `${number} ${suffix}` : `${number}${suffix}`
}

function labelOf(street: string, number: string, country: Country): string {
  if (number === '') return street
  return country === 'BE' ? `${street} ${number}` : `${number} ${street}`
}
