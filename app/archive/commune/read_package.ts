import { createHash } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { createInterface } from 'node:readline'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import {
  type CommuneFacts,
  FORMAT,
  hashOf,
  type Manifest,
  type PackedTable,
  sha256,
} from '#archive/commune/contents'

/** What may be wrong with a package; `detail` names the file or the table. */
export type Reason =
  | 'not-a-zip'
  | 'bad-path'
  | 'too-large'
  | 'twice'
  | 'no-manifest'
  | 'bad-manifest'
  | 'other-schema'
  | 'unknown-file'
  | 'unknown-table'
  | 'unknown-column'
  | 'missing-file'
  | 'changed'
  | 'bad-row'

export class Refused extends Error {
  constructor(
    public reason: Reason,
    public detail = ''
  ) {
    super(`${reason}: ${detail}`)
  }
}

/** In bytes, unpacked. Text becomes a hundred times smaller in a zip, and hardly more. */
export const LIMITS = {
  entries: 500_000,
  total: 20 * 1024 ** 3,
  small: 10 * 1024 ** 2,
  ratio: 400,
  line: 64 * 1024 ** 2,
}

/** Where a file of a commune lies below its folder. */
export const FILE_PATH = /^[\w-]+(?:\/[\w-]+)*(?:\.[a-z0-9]+)?$/

const NAMES =
  /^(?:manifest\.json|commune\.json|tables\/[a-z][a-z0-9_]*\.jsonl|files\/[\w-]+(?:\/[\w-]+)*(?:\.[a-z0-9]+)?)$/

/** A package that is what its manifest says: nothing in it was looked at that is not. */
export class Package {
  private constructor(
    readonly manifest: Manifest,
    readonly facts: CommuneFacts,
    private zip: ZipFile,
    private entries: Map<string, Entry>
  ) {}

  /** @throws Refused */
  static async open(path: string, { schema, tables }: { schema: string; tables: PackedTable[] }) {
    const zip = await opened(path)
    try {
      const entries = await listed(zip)
      const manifest = await manifestOf(zip, entries)
      if (manifest.schema !== schema) throw new Refused('other-schema', manifest.schema)
      const known = new Set(tables.map(({ name }) => name))
      const unknown = manifest.tables.find(({ name }) => !known.has(name))
      if (unknown) throw new Refused('unknown-table', unknown.name)
      const facts = await read(zip, entries, 'commune.json')
      if (sha256(facts) !== manifest.commune) throw new Refused('changed', 'commune.json')
      if (hashOf(manifest) !== manifest.hash) throw new Refused('changed', 'manifest.json')

      const promised = new Map<string, string>([
        ...manifest.tables.map((one) => [`tables/${one.name}.jsonl`, one.sha256] as const),
        ...manifest.files.map((one) => [`files/${one.path}`, one.sha256] as const),
      ])
      const extra = [...entries.keys()].find(
        (name) => !name.endsWith('.json') && !promised.has(name)
      )
      if (extra) throw new Refused('unknown-file', extra)
      for (const [name, digest] of promised) {
        if ((await digestOf(zip, entries, name)) !== digest) throw new Refused('changed', name)
      }
      return new Package(manifest, JSON.parse(facts.toString()), zip, entries)
    } catch (error) {
      zip.close()
      throw error instanceof Refused ? error : new Refused('not-a-zip', (error as Error).message)
    }
  }

  /** Every row of a table, as it was written. */
  async *rows(name: string): AsyncGenerator<Record<string, unknown>> {
    const stream = await entryStream(this.zip, this.entries, `tables/${name}.jsonl`)
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      let row: unknown
      try {
        row = JSON.parse(line)
      } catch {
        throw new Refused('bad-row', name)
      }
      if (typeof row !== 'object' || row === null || Array.isArray(row)) {
        throw new Refused('bad-row', name)
      }
      yield row as Record<string, unknown>
    }
  }

  file(path: string): Promise<Readable> {
    return entryStream(this.zip, this.entries, `files/${path}`)
  }

  close() {
    this.zip.close()
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true }
    yauzl.open(path, options, (error, zip) =>
      error ? reject(new Refused('not-a-zip', error.message)) : resolve(zip)
    )
  })
}

/** By name, before a byte of them is unpacked. */
function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    let total = 0
    zip.on('entry', (entry: Entry) => {
      const { fileName: name, uncompressedSize: size, compressedSize: packed } = entry
      total += size
      const isBomb = size > LIMITS.small && size > packed * LIMITS.ratio
      if (!NAMES.test(name)) return reject(new Refused('bad-path', name))
      if (entries.has(name)) return reject(new Refused('twice', name))
      if (isBomb || total > LIMITS.total || entries.size >= LIMITS.entries) {
        return reject(new Refused('too-large', name))
      }
      entries.set(name, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    // It refuses what climbs out of its folder by itself.
    zip.on('error', (error: Error) => {
      const isPath = /relative path|absolute path|invalid characters/.test(error.message)
      reject(new Refused(isPath ? 'bad-path' : 'not-a-zip', error.message.split(': ').at(-1)))
    })
    zip.readEntry()
  })
}

async function manifestOf(zip: ZipFile, entries: Map<string, Entry>): Promise<Manifest> {
  if (!entries.has('manifest.json')) throw new Refused('no-manifest')
  const text = (await read(zip, entries, 'manifest.json')).toString()
  try {
    const manifest = JSON.parse(text) as Manifest
    const isText = (value: unknown) => typeof value === 'string'
    const sound =
      manifest.format === FORMAT &&
      [manifest.schema, manifest.hash, manifest.commune].every(isText) &&
      manifest.tables.every(({ name, sha256: hash }) => isText(name) && isText(hash)) &&
      manifest.files.every(({ path, sha256: hash }) => isText(path) && isText(hash))
    if (!sound) throw new Error('not sound')
    return manifest
  } catch {
    throw new Refused('bad-manifest')
  }
}

async function entryStream(zip: ZipFile, entries: Map<string, Entry>, name: string) {
  const entry = entries.get(name)
  if (!entry) throw new Refused('missing-file', name)
  return new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}

async function read(zip: ZipFile, entries: Map<string, Entry>, name: string): Promise<Buffer> {
  if ((entries.get(name)?.uncompressedSize ?? 0) > LIMITS.line) throw new Refused('too-large', name)
  const chunks: Buffer[] = []
  for await (const chunk of await entryStream(zip, entries, name)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function digestOf(zip: ZipFile, entries: Map<string, Entry>, name: string) {
  const hash = createHash('sha256')
  let line = 0
  const isTable = name.startsWith('tables/')
  const stream = await entryStream(zip, entries, name)
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      line = chunk.includes(10) ? 0 : line + chunk.length
      next(isTable && line > LIMITS.line ? new Refused('too-large', name) : null)
    },
  })
  stream.on('error', (error) => limited.destroy(error))
  limited.resume()
  stream.pipe(limited)
  await new Promise((resolve, reject) => limited.on('finish', resolve).on('error', reject))
  return hash.digest('hex')
}
