import {
  appendFile,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newAccess, writeAccess, type Access } from './access.js'
import type { Binaries } from './binaries.js'
import { runAs, type Identity } from './commands.js'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'
import { filesOf, giveToOwnerOf, type Files } from './files.js'
import { identityFor } from './identity.js'

const EXTENSIONS = ['pg_trgm', 'unaccent', 'citext', 'btree_gin', 'pgcrypto']

/**
 * Creates the cluster, unless there is one. It is made beside its place and moved there when it
 * is whole: a start that was interrupted leaves nothing that looks like a database.
 */
export async function createCluster(files: Files, binaries: Binaries, durable: boolean) {
  if (await isCluster(files)) return
  const draft = filesOf(`${files.dataDir}.init-${process.pid}`)
  await rm(draft.dataDir, { recursive: true, force: true })
  await mkdir(draft.dataDir, { mode: 0o700 })
  try {
    await giveToOwnerOf(dirname(draft.dataDir), [draft.dataDir])
    const identity = await identityFor(draft.dataDir, binaries.postgres, true)
    await initdb(draft, binaries, identity)
    await createRoles(draft, binaries, identity, await newAccess())
    if (durable) await must(identity, binaries.initdb, ['--sync-only', '-D', draft.dataDir])

    await rmdir(files.dataDir).catch(() => {})
    await rename(draft.dataDir, files.dataDir)
  } finally {
    await rm(draft.dataDir, { recursive: true, force: true })
  }
}

async function isCluster(files: Files) {
  const entries = await readdir(files.dataDir).catch((error) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw new EmbeddedPostgresError(
      `le dossier ${files.dataDir} est illisible (${error.code}).`,
      `relancez avec le compte à qui il appartient, ${USE_ANOTHER_SERVER}`
    )
  })
  if (entries.length === 0) return false
  if (entries.includes('PG_VERSION')) return true
  throw new EmbeddedPostgresError(
    `le dossier ${files.dataDir} contient autre chose qu'une base.`,
    'videz-le ou déplacez-le, puis relancez : une base neuve y sera créée.'
  )
}

async function initdb(files: Files, binaries: Binaries, identity: Identity) {
  await must(identity, binaries.initdb, [
    ...['-D', files.dataDir, '-U', 'postgres', '--encoding=UTF8', '--auth=reject'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-sync', '--no-instructions'],
  ])
  await appendFile(join(files.dataDir, 'postgresql.conf'), "\ninclude 'guichet.conf'\n")
  await writeFile(join(files.dataDir, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
}

/** In single-user mode: no network, and no moment at which the superuser has no password. */
async function createRoles(files: Files, binaries: Binaries, identity: Identity, access: Access) {
  const { passwords } = access
  await writeAccess(files, access)
  await writeFile(files.settings, '', { mode: 0o600 })
  await giveToOwnerOf(files.dataDir, [files.settings])

  const run = (database: string, statements: string[]) =>
    must(
      identity,
      binaries.postgres,
      ['--single', '-F', '-c', 'exit_on_error=on', '-D', files.dataDir, database],
      statements.join('\n') + '\n'
    )
  await run('postgres', [
    `ALTER ROLE postgres PASSWORD '${passwords.postgres}'`,
    `CREATE ROLE guichet_owner LOGIN PASSWORD '${passwords.guichet_owner}'`,
    `CREATE ROLE guichet_app LOGIN PASSWORD '${passwords.guichet_app}'`,
    'CREATE DATABASE guichet OWNER guichet_owner STRATEGY FILE_COPY',
    'REVOKE ALL ON DATABASE guichet, postgres, template1 FROM PUBLIC',
    'GRANT CONNECT ON DATABASE guichet TO guichet_app',
  ])
  // They are trusted extensions: the owner of the database may create, update and drop them.
  await run('guichet', [
    'SET SESSION AUTHORIZATION guichet_owner',
    ...EXTENSIONS.map((name) => `CREATE EXTENSION ${name}`),
  ])
}

/** Refuses data that another major version wrote: PostgreSQL cannot read them. */
export async function checkVersion(files: Files, binaries: Binaries) {
  const version = (await readFile(files.version, 'utf8')).trim()
  if (version === binaries.major) return
  throw new EmbeddedPostgresError(
    `les données de ${files.dataDir} viennent de PostgreSQL ${version}, le programme est en version ${binaries.major}. Rien n'a été modifié.`,
    `revenez à la version précédente de Guichet, exportez avec « pg_dump » ${version} par l'adresse de la base, ` +
      `déplacez ce dossier, relancez, puis importez avec « psql ».`
  )
}

async function must(identity: Identity, program: string, args: string[], input = '') {
  const { ok, output } = await runAs(identity, program, args, input)
  if (ok) return
  throw new EmbeddedPostgresError(
    "la base n'a pas pu être créée.",
    `vérifiez la place et les droits sur le disque (sous Linux, il faut aussi la glibc : Alpine ne l'a pas), ${USE_ANOTHER_SERVER}`,
    output.trim().split('\n').slice(-8)
  )
}
