import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import drive from '@adonisjs/drive/services/main'
import {
  type CommuneFacts,
  FORMAT,
  hashOf,
  type Manifest,
  type PackedTable,
  packedTables,
  schemaName,
  sha256,
} from '#archive/commune/contents'
import { sql, withSnapshot } from '#tenancy/scope'

const AT_ONCE = 500

export interface Packed {
  path: string
  size: number
  manifest: Manifest
}

/**
 * Packs a whole commune: its rows as they are at one moment, one JSON line each, then its files. Rows go
 * through the disk and files through a stream: memory holds a page of rows.
 *
 * @param use what is done with the package, which is removed after it
 */
export async function packCommune<T>(
  communeId: string,
  use: (packed: Packed) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-export-'))
  try {
    const rows = await withSnapshot(communeId, () => writeRows(folder, communeId))
    const path = join(folder, 'package.zip')
    const manifest = await writeZip(path, folder, communeId, rows)
    return await use({ path, size: (await stat(path)).size, manifest })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Rows {
  schema: string
  facts: string
  tables: Manifest['tables']
  /** Keys on the disk, without the commune's prefix. */
  files: string[]
}

async function writeRows(folder: string, communeId: string): Promise<Rows> {
  const [facts] = await sql<CommuneFacts>(
    'select name, country, code, timezone, branding, contact from communes where id = ?',
    [communeId]
  )
  const tables: Manifest['tables'] = []
  const files = new Set<string>()
  for (const table of await packedTables()) {
    tables.push(await writeTable(folder, table, `${communeId}/`, files))
  }
  return {
    schema: await schemaName(),
    facts: JSON.stringify(facts, null, 2),
    tables,
    files: [...files].sort(),
  }
}

async function writeTable(
  folder: string,
  { name, columns, order, hasFiles }: PackedTable,
  prefix: string,
  files: Set<string>
) {
  const shown = columns.map((column) =>
    column === 'disk_key' ? `substr(disk_key, ${prefix.length + 1}) as disk_key` : column
  )
  await sql(`declare packed no scroll cursor for
    select to_jsonb(r)::text as line, ${hasFiles ? 'r.disk_key' : 'null'} as file
    from (select ${shown.join(', ')} from ${name} order by ${order}) r`)
  const out = await open(join(folder, `${name}.jsonl`), 'w')
  const hash = createHash('sha256')
  let rows = 0
  try {
    for (;;) {
      const page = await sql<{ line: string; file: string | null }>(`fetch ${AT_ONCE} from packed`)
      if (page.length === 0) break
      const text = page.map(({ line }) => `${line}\n`).join('')
      hash.update(text)
      await out.write(text)
      rows += page.length
      for (const { file } of page) if (file) files.add(file)
    }
  } finally {
    await out.close()
  }
  await sql('close packed')
  return { name, rows, sha256: hash.digest('hex') }
}

async function writeZip(path: string, folder: string, communeId: string, rows: Rows) {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: unknown) => void output.destroy(error as Error)
  zip.on('error', fail)
  const files: Manifest['files'] = []
  let manifest: Manifest | undefined

  zip.addBuffer(Buffer.from(rows.facts), 'commune.json')
  for (const { name } of rows.tables) {
    zip.addReadStreamLazy(`tables/${name}.jsonl`, {}, (given) =>
      given(null, createReadStream(join(folder, `${name}.jsonl`)).on('error', fail))
    )
  }
  // A piece that was removed has a row and no bytes: it has none where it arrives either.
  const there = []
  for (const key of rows.files) {
    if (await drive.use().exists(`${communeId}/${key}`)) there.push(key)
  }
  for (const key of there) {
    zip.addReadStreamLazy(
      `files/${key}`,
      { compress: !/\.(pdf|jpe?g|png|webp|heic|zip|docx|odt)$/.test(key) },
      (given) => {
        drive
          .use()
          .getStream(`${communeId}/${key}`)
          .then((bytes) => {
            const counted = counting((size, hash) => files.push({ path: key, size, sha256: hash }))
            given(null, bytes.on('error', fail).pipe(counted).on('error', fail))
          }, fail)
      }
    )
  }
  // Last, when what the others are is known.
  zip.addReadStreamLazy('manifest.json', {}, (given) => {
    const { schema, tables } = rows
    const commune = sha256(rows.facts)
    manifest = {
      format: FORMAT,
      schema,
      made_at: new Date().toISOString(),
      tables,
      files: files.sort((one, other) => (one.path < other.path ? -1 : 1)),
      commune,
      hash: hashOf({ tables, files, commune }),
    }
    given(null, Readable.from([Buffer.from(JSON.stringify(manifest, null, 2))]))
  })
  zip.end()
  await pipeline(output, createWriteStream(path))
  return manifest!
}

function counting(done: (size: number, hash: string) => void): Transform {
  const hash = createHash('sha256')
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      size += chunk.length
      next(null, chunk)
    },
    flush(next) {
      done(size, hash.digest('hex'))
      next()
    },
  })
}
