import { randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { EmbeddedPostgresError } from './errors.js'
import { writePrivate, type Files } from './files.js'

/** The roles of a cluster: its superuser, the owner of the database, the one who serves. */
export type Role = 'postgres' | 'guichet_owner' | 'guichet_app'

/** How to get in: a file among the data that only their owner reads. */
export interface Access {
  port: number
  passwords: Record<Role, string>
}

export async function newAccess(): Promise<Access> {
  const password = () => randomBytes(24).toString('base64url')
  return {
    port: await freePort(),
    passwords: { postgres: password(), guichet_owner: password(), guichet_app: password() },
  }
}

export async function readAccess(files: Files): Promise<Access> {
  try {
    return JSON.parse(await readFile(files.access, 'utf8'))
  } catch (error) {
    throw new EmbeddedPostgresError(
      `les mots de passe de la base sont illisibles (${files.access}) : ${(error as Error).message}.`,
      'relancez avec le compte à qui ce fichier appartient, ou remettez-le depuis une sauvegarde.'
    )
  }
}

export async function writeAccess(files: Files, access: Access) {
  await writePrivate(files.access, JSON.stringify(access, null, 2) + '\n')
}

export function urlFor(role: Role, { port, passwords }: Access) {
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/guichet`
}

/**
 * The preferred port if it is free, or another. Below the range from which systems take the ports
 * of outgoing connections, so that the one remembered is seldom in use at the next start.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new EmbeddedPostgresError(
    'aucun port libre sur 127.0.0.1 entre 20000 et 32000.',
    'fermez des programmes, ou indiquez votre propre serveur PostgreSQL dans DATABASE_URL.'
  )
}

function isFree(port: number) {
  return new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => resolve(true))
    })
  })
}
