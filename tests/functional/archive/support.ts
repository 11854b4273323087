import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import app from '@adonisjs/core/services/app'
import drive from '@adonisjs/drive/services/main'
import { dataRoot } from '#database/server'
import { StorePiece } from '#documents/actions/store_piece'
import { recordEvent } from '#dossiers/journal'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier } from '#tests/support/dossiers'
import type { TestCommune } from '#tests/support/world'

const run = promisify(execFile)

/** A dossier that was decided, with a file of its usager and one of an agent. @returns its id */
export async function aClosedDossier(
  commune: TestCommune,
  text = 'Une pièce jointe'
): Promise<string> {
  const id = await aSubmittedDossier(commune)
  await aFile(commune, id, 'plan d’accès.txt', text)
  await act(commune, id, 'accepter', { message: 'C’est d’accord.' })
  await withCommune(commune.id, () =>
    sql(`update dossiers set held_until = null where id = ?`, [id])
  )
  return id
}

export async function aFile(
  commune: TestCommune,
  dossierId: string,
  name: string,
  text: string,
  question = 'demande.photos'
) {
  const tmpPath = join(dataRoot(app), `${uuidv7()}.txt`)
  await writeFile(tmpPath, text)
  return withCommune(commune.id, async () => {
    const stored = await new StorePiece().handle({
      dossierId,
      question,
      file: { tmpPath, clientName: name },
      addedBy: 'usager',
      authorLabel: 'Zoé Martin',
      maxSize: 100_000,
    })
    if (stored.type !== 'stored') throw new Error(stored.type)
    return stored.piece
  })
}

/** Others like this one, each with a line of journal and a file; made in the database, since they are many. */
export async function copies(
  commune: TestCommune,
  like: string,
  changes: Record<string, unknown>[]
): Promise<string[]> {
  return withCommune(commune.id, async () => {
    const columns = await sql<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'dossiers'::regclass
         and attnum > 0 and not attisdropped and attgenerated = ''`
    )
    const list = columns.map(({ name }) => name).join(', ')
    const ids: string[] = []
    for (const change of changes) {
      const id = uuidv7()
      const own = { ...change, id }
      await sql(
        `insert into dossiers (${list}) select ${list} from jsonb_populate_record(null::dossiers,
           (select to_jsonb(d) from dossiers d where id = ?) || ?::jsonb)`,
        [like, JSON.stringify(own)]
      )
      await recordEvent(
        id,
        'note',
        'Note interne',
        { role: 'accueil', label: 'Anne' },
        { note: 'x' }
      )
      const key = `${commune.id}/${id}/${id}.txt`
      await drive.use().put(key, 'un fichier')
      await sql(
        `insert into pieces (commune_id, id, dossier_id, name, type, size, digest, disk_key, added_by, author_label)
         values (current_setting('app.commune_id')::uuid, ?, ?, 'a.txt', 'text/plain', 10, '', ?, 'usager', 'Zoé')`,
        [id, id, key]
      )
      ids.push(id)
    }
    return ids
  })
}

export const isOnDisk = (key: string) => drive.use().exists(key)

/** The files of a zip by `unzip`, which shares no line with what wrote it; null without it. */
export async function unzipped(zip: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-zip-'))
  try {
    const file = join(folder, 'a.zip')
    await writeFile(file, zip)
    const { stdout: verdict } = await run('unzip', ['-t', file])
    await run('unzip', ['-q', file, '-d', join(folder, 'out')])
    const { stdout: names } = await run('unzip', ['-Z1', file])
    const files = new Map<string, Buffer>()
    for (const name of names.trim().split('\n')) {
      files.set(name, await readFile(join(folder, 'out', name)))
    }
    return { verdict, files }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Where the schemas of SEDA 2.2 were put on this machine; they are not ours to copy. */
export async function sedaSchemas(): Promise<string | null> {
  const folder = process.env.SEDA_SCHEMAS
  if (!folder) return null
  await access(join(folder, 'seda-2.2-main.xsd'))
  return folder
}
