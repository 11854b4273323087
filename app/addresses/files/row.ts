/** A line of an address file, whatever its format. */
export interface AddressRow {
  /** INSEE or NIS code of the commune. */
  code: string
  street: StreetRow
  officialId: string
  number: number
  suffix: string
  /** In Belgium, of a house with several letter boxes. */
  box: string
  postcode: string
  /** WGS 84, in degrees; of some houses nobody knows. */
  lat: number | null
  lon: number | null
}

export interface StreetRow {
  officialId: string
  name: string
  otherNames: string[]
  postcode: string
  city: string
}

export type ReadRow =
  | { type: 'address'; row: AddressRow }
  /** Right, and of no use here: an address that is not in use any more. */
  | { type: 'unused' }
  | { type: 'bad'; reason: string }

/** A value of the line by the name of its column; '' where there is none. */
export type Column = (name: string) => string

/** One way in which a country publishes its addresses. */
export interface Format {
  name: string
  delimiter: string
  /** What the header has to name for the file to be of this format. */
  columns: readonly string[]
  read(column: Column): ReadRow
}

export const bad = (reason: string): ReadRow => ({ type: 'bad', reason })

/** An ordinary name or identifier: neither cut by a wrong encoding nor of another size. */
export function oddText(text: string): string | undefined {
  if (text.includes('\ufffd')) return 'not in UTF-8'
  // eslint-disable-next-line no-control-regex -- a NUL would end the import in PostgreSQL
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'control characters'
  return text.length > 200 ? 'longer than 200 characters' : undefined
}

/**
 * @returns null where it is not known: empty, or 0 0
 * @throws never; `undefined` where it is no position
 */
export function position(
  lat: string,
  lon: string
): { lat: number; lon: number } | null | undefined {
  if (lat === '' && lon === '') return null
  const [one, other] = [lat, lon].map((text) =>
    /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  )
  if (one === 0 && other === 0) return null
  return Math.abs(one!) <= 90 && Math.abs(other!) <= 180 ? { lat: one!, lon: other! } : undefined
}
