import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportAddresses, type ImportOrder } from '#addresses/actions/import_addresses'
import { readAddresses } from '#addresses/files/read_addresses'
import { withCommune } from '#tenancy/scope'

const BAN_COLUMNS =
  'id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor'
export const BAN_HEADER = BAN_COLUMNS

export const BEST_HEADER =
  'EPSG:31370_x,EPSG:31370_y,EPSG:4326_lat,EPSG:4326_lon,address_id,box_number,house_number,municipality_id,municipality_name_de,municipality_name_fr,municipality_name_nl,postcode,postname_fr,postname_nl,street_id,streetname_de,streetname_fr,streetname_nl,region_code,status'

type Values = Record<string, string | number>

/** A line of the BAN: a house of Plassans unless told otherwise. */
export function banLine(values: Values): string {
  const { numero = 1, rep = '', nom_voie: name = 'Rue de la Banne' } = values
  const street = String(name).toLowerCase().replace(/\W/g, '').padStart(6, 'x').slice(-6)
  const number = String(numero).padStart(5, '0')
  const all: Values = {
    id: `13001_${street}_${number}${rep ? `_${String(rep).toLowerCase()}` : ''}`,
    numero,
    rep,
    nom_voie: name,
    code_postal: '13100',
    code_insee: '13001',
    nom_commune: 'Plassans',
    lon: '5.44',
    lat: '43.53',
    ...values,
  }
  return BAN_COLUMNS.split(';')
    .map((column) => all[column] ?? '')
    .join(';')
}

/** A line of BeSt: a house of Brussels unless told otherwise. */
export function bestLine(values: Values): string {
  const { streetname_fr: fr = 'Rue de la Loi', streetname_nl: nl = 'Wetstraat' } = values
  const { house_number: number = '1', box_number: box = '' } = values
  const all: Values = {
    'EPSG:31370_x': '149500.1',
    'EPSG:31370_y': '170500.2',
    'EPSG:4326_lat': '50.8453',
    'EPSG:4326_lon': '4.3685',
    'address_id': `${fr || nl}-${number}-${box}`.replace(/[^\w-]/g, ''),
    'box_number': box,
    'house_number': number,
    'municipality_id': '21004',
    'municipality_name_fr': 'Bruxelles',
    'municipality_name_nl': 'Brussel',
    'postcode': '1000',
    'postname_fr': 'Bruxelles (Centre)',
    'postname_nl': 'Brussel (Centrum)',
    'street_id': `rue-${fr || nl}`.replace(/[^\w-]/g, ''),
    'streetname_fr': fr,
    'streetname_nl': nl,
    'region_code': 'BE-BRU',
    'status': 'current',
    ...values,
  }
  return BEST_HEADER.split(',')
    .map((column) => all[column] ?? '')
    .join(',')
}

/** Imports these lines into a commune, as the command does. */
export async function importLines(
  communeId: string,
  lines: string[],
  { header = BAN_HEADER, ...order }: Partial<ImportOrder> & { header?: string } = {}
) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-adresses-'))
  try {
    const path = join(folder, 'addresses.csv')
    await writeFile(path, [header, ...lines].join('\n'))
    return await withCommune(communeId, async () =>
      new ImportAddresses().handle({
        codes: ['13001', '21004'],
        ...order,
        file: await readAddresses(path),
      })
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
