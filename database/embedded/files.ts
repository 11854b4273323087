import { chown, lchown, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where everything of one cluster is. The log is outside: it survives a deleted cluster. */
export function filesOf(dataDir: string) {
  return {
    dataDir,
    access: join(dataDir, 'guichet.json'),
    settings: join(dataDir, 'guichet.conf'),
    version: join(dataDir, 'PG_VERSION'),
    postmaster: join(dataDir, 'postmaster.pid'),
    log: `${dataDir}.log`,
    lock: `${dataDir}.lock`,
  }
}

export type Files = ReturnType<typeof filesOf>

export const isRoot = () => process.getuid?.() === 0

/**
 * Replaces a file at once, readable by its owner alone. What root writes belongs to the owner of
 * the folder, who may be the one to start the server next time.
 */
export async function writePrivate(path: string, content: string) {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, content, { mode: 0o600 })
  await giveToOwnerOf(dirname(path), [draft])
  await rename(draft, path)
}

/** `mkdir -p`; what root creates belongs to the owner of the first folder that existed. */
export async function makeFolder(path: string, mode: number) {
  const first = await mkdir(path, { recursive: true, mode })
  if (!first) return
  const created = [path]
  while (created[0] !== first) created.unshift(dirname(created[0]!))
  await giveToOwnerOf(dirname(first), created)
}

export async function giveToOwnerOf(folder: string, paths: string[]) {
  if (!isRoot()) return
  const { uid, gid } = await stat(folder)
  if (uid === 0) return
  for (const path of paths) await chown(path, uid, gid)
}

/** Gives a whole tree to a user. */
export async function giveTree(root: string, uid: number, gid: number) {
  for (const entry of await readdir(root, { recursive: true })) {
    await lchown(join(root, entry), uid, gid)
  }
  await lchown(root, uid, gid)
}
