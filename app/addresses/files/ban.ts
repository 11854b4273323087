import { bad, type Format, oddText, position } from './row.js'

/** Of a place without numbers, in this base. */
const NO_NUMBER = 99_999

/**
 * The CSV of the Base Adresse Nationale (France): `adresses-13.csv.gz` on adresse.data.gouv.fr,
 * described in its `public/schemas/adresses-csv.md`.
 */
export const ban: Format = {
  name: 'BAN',
  delimiter: ';',
  columns: [
    'id',
    'numero',
    'rep',
    'nom_voie',
    'code_postal',
    'code_insee',
    'nom_commune',
    'lon',
    'lat',
  ],
  read: (column) => {
    const [id, name, code] = [column('id'), column('nom_voie'), column('code_insee')]
    if (!id) return bad('no id')
    if (!name) return bad('no nom_voie')
    if (!/^\d[\dAB]\d{3}$/.test(code)) return bad(`code_insee is « ${code.slice(0, 20)} »`)
    const odd = oddText(id) ?? oddText(name) ?? oddText(column('nom_commune'))
    if (odd) return bad(odd)
    const number = column('numero')
    if (!/^\d{1,5}$/.test(number)) return bad(`numero is « ${number.slice(0, 20)} »`)
    if (Number(number) === NO_NUMBER) return { type: 'unused' }
    const point = position(column('lat'), column('lon'))
    if (point === undefined) return bad('lat and lon are no position')

    const postcode = column('code_postal').slice(0, 10)
    return {
      type: 'address',
      row: {
        code,
        officialId: id,
        street: {
          officialId: streetId(id, column('id_fantoir'), code, name),
          name,
          otherNames: [],
          postcode,
          city: column('nom_commune'),
        },
        number: Number(number),
        suffix: column('rep').toLowerCase().slice(0, 20),
        box: '',
        postcode,
        lat: point?.lat ?? null,
        lon: point?.lon ?? null,
      },
    }
  },
}

/** The id of an address is that of its street, then its number: `13001_0340_00012_bis`. */
function streetId(id: string, fantoir: string, code: string, name: string): string {
  const [, street] = /^([0-9AB]{5}_[0-9a-z]{4,6})_\d{5}(?:_|$)/i.exec(id) ?? []
  return street ?? (fantoir || `${code}_${name.toLowerCase()}`).slice(0, 200)
}
