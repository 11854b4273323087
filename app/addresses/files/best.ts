import { bad, type Format, oddText, position } from './row.js'

/**
 * The open-address CSV of BeSt Address (Belgium): `openaddress-bebru.csv`, `-bewal.csv` and
 * `-bevlg.csv` on opendata.bosa.be. Its Lambert columns change names; those in degrees do not.
 */
export const best: Format = {
  name: 'BeSt',
  delimiter: ',',
  columns: [
    'EPSG:4326_lat',
    'EPSG:4326_lon',
    'address_id',
    'box_number',
    'house_number',
    'municipality_id',
    'postcode',
    'street_id',
    'streetname_fr',
    'streetname_nl',
    'status',
  ],
  read: (column) => {
    const id = column('address_id')
    const code = column('municipality_id')
    if (!id) return bad('no address_id')
    if (!column('street_id')) return bad('no street_id')
    if (!/^\d{5}$/.test(code)) return bad(`municipality_id is « ${code.slice(0, 20)} »`)
    const names = inFrenchFirst(column, 'streetname')
    const cities = [
      ...inFrenchFirst(column, 'postname'),
      ...inFrenchFirst(column, 'municipality_name'),
    ]
    if (names.length === 0) return bad('no streetname')
    const odd = [id, column('street_id'), ...names, ...cities].map(oddText).find(Boolean)
    if (odd) return bad(odd)
    if (column('status') !== 'current') return { type: 'unused' }
    const [, number, suffix] = /^(\d{1,5})(.{0,20})$/.exec(column('house_number')) ?? []
    if (number === undefined)
      return bad(`house_number is « ${column('house_number').slice(0, 20)} »`)
    const point = position(column('EPSG:4326_lat'), column('EPSG:4326_lon'))
    if (point === undefined) return bad('EPSG:4326_lat and EPSG:4326_lon are no position')

    const postcode = column('postcode').slice(0, 10)
    return {
      type: 'address',
      row: {
        code,
        officialId: id,
        street: {
          officialId: column('street_id'),
          name: names[0]!,
          otherNames: names.slice(1),
          postcode,
          city: cities[0] ?? '',
        },
        number: Number(number),
        suffix: suffix!.trim(),
        box: column('box_number'),
        postcode,
        lat: point?.lat ?? null,
        lon: point?.lon ?? null,
      },
    }
  },
}

/** A name in its languages, each once. */
function inFrenchFirst(column: (name: string) => string, of: string): string[] {
  const names = ['fr', 'nl', 'de'].map((language) => column(`${of}_${language}`)).filter(Boolean)
  return [...new Set(names)]
}
