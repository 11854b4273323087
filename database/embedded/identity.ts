import { stat } from 'node:fs/promises'
import { ITSELF, runAs, type Identity } from './commands.js'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'
import { giveTree, isRoot } from './files.js'

const NOBODY = 65534

/**
 * As whom PostgreSQL runs on the data in `dir`, which exists. PostgreSQL refuses root, so root
 * looks for a user who reaches both the programs and the data, and tries before it believes:
 *
 * - the owner of the folder, when it is not root (a project that belongs to a user);
 * - root itself, under another name in a user namespace: the files remain root's;
 * - nobody, to whom the data are then given;
 * - each of them with the one privilege of passing through folders that are closed to them.
 */
export async function identityFor(dir: string, program: string): Promise<Identity> {
  if (!isRoot()) return ITSELF

  const { uid, gid } = await stat(dir)
  const refusals: string[] = []
  if (uid === 0) {
    const refusal = await tryAs(inUserNamespace, dir, program)
    if (!refusal) return inUserNamespace
    refusals.push(refusal)
    await giveTree(dir, NOBODY, NOBODY)
  }

  const user = uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid }
  for (const identity of [{ ...user, wrapper: [] }, passingThrough(user)]) {
    const refusal = await tryAs(identity, dir, program)
    if (!refusal) return identity
    refusals.push(refusal)
  }
  if (uid === 0) await giveTree(dir, uid, gid)
  throw refused(refusals)
}

const inUserNamespace: Identity = {
  wrapper: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'],
}

function passingThrough({ uid, gid }: { uid: number; gid: number }): Identity {
  return {
    wrapper: [
      'setpriv',
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      '--',
    ],
  }
}

/** What the system answered, or nothing when it works. */
async function tryAs(identity: Identity, dir: string, program: string) {
  const script = 'test -w "$0" && exec "$1" --version'
  const { ok, output } = await runAs(identity, 'sh', ['-c', script, dir, program])
  if (ok) return
  const as = identity.wrapper[0] ?? `uid ${identity.uid}`
  return `${as} : ${output.trim().split('\n').at(-1) || 'accès refusé'}`
}

function refused(refusals: string[]) {
  return new EmbeddedPostgresError(
    "il refuse le compte root, et aucun compte sans privilège n'atteint ses programmes et ses données.",
    `relancez avec un compte ordinaire, propriétaire du projet, ${USE_ANOTHER_SERVER}`,
    refusals
  )
}
