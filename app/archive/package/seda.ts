import type Dossier from '#dossiers/dossier'
import type { Packed } from '#archive/package/package'
import type { Commune } from '#tenancy/commune'

interface Described {
  dossier: Dossier
  commune: Commune
  /** What the package holds, without its manifests. */
  files: Packed[]
  at: Date
}

/**
 * The manifest of a transfer to an archive service, after SEDA 2.2 (NF Z44-022): a unit for the
 * dossier, and one below it for each of its files.
 */
export function sedaManifest({ dossier, commune, files, at }: Described): string {
  const day = (moment: { toISODate(): string | null } | null) => moment?.toISODate() ?? undefined
  const filed = day(dossier.submittedAt)
  const closed = day(dossier.closedAt)
  const agency = commune.code ?? commune.slug
  const body = el(
    'ArchiveTransfer',
    [
      el('Comment', `${dossier.demarcheTitle} ${dossier.reference ?? ''}`.trim()),
      el('Date', at.toISOString()),
      el('MessageIdentifier', dossier.id),
      el('CodeListVersions', [
        el('MessageDigestAlgorithmCodeListVersion', 'SHA-256'),
        el('MimeTypeCodeListVersion', 'IANA'),
        el('FileFormatCodeListVersion', 'PRONOM'),
      ]),
      el('DataObjectPackage', [
        ...files.map(dataObject),
        el('DescriptiveMetadata', [
          el(
            'ArchiveUnit',
            [
              el('Content', [
                el('DescriptionLevel', 'RecordGrp'),
                el('Title', `${dossier.demarcheTitle} ${dossier.reference ?? ''}`.trim()),
                el('TransferringAgencyArchiveUnitIdentifier', dossier.reference ?? dossier.id),
                el('Description', dossier.stateLabel),
                el('OriginatingAgency', [el('Identifier', agency)]),
                ...(filed ? [el('StartDate', filed)] : []),
                ...(closed ? [el('EndDate', closed)] : []),
              ]),
              ...files.map(unit),
            ],
            { id: 'dossier' }
          ),
        ]),
        el('ManagementMetadata', [el('OriginatingAgencyIdentifier', agency)]),
      ]),
      el('ArchivalAgency', [el('Identifier', agency)]),
      el('TransferringAgency', [el('Identifier', agency)]),
    ],
    { xmlns: 'fr:gouv:culture:archivesdefrance:seda:v2.2' }
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`
}

function dataObject({ path, type, size, digest }: Packed, index: number): Xml {
  return el(
    'DataObjectGroup',
    [
      el(
        'BinaryDataObject',
        [
          el('DataObjectVersion', 'BinaryMaster_1'),
          el('Uri', path),
          el('MessageDigest', digest, { algorithm: 'SHA-256' }),
          el('Size', String(size)),
          el('FormatIdentification', [el('MimeType', type)]),
          el('FileInfo', [el('Filename', path.split('/').at(-1)!)]),
        ],
        { id: `objet-${index + 1}` }
      ),
    ],
    { id: `groupe-${index + 1}` }
  )
}

function unit({ title, path }: Packed, index: number): Xml {
  return el(
    'ArchiveUnit',
    [
      el('Content', [el('DescriptionLevel', 'Item'), el('Title', title || path)]),
      el('DataObjectReference', [el('DataObjectGroupReferenceId', `groupe-${index + 1}`)]),
    ],
    { id: `unite-${index + 1}` }
  )
}

type Xml = string & { readonly xml: true }

function el(name: string, content: string | Xml[], attributes: Record<string, string> = {}): Xml {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inside = typeof content === 'string' ? escaped(content) : content.join('')
  return `<${name}${head.join('')}>${inside}</${name}>` as Xml
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Without the control characters that XML cannot hold. */
const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!)
