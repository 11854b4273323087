import { stat } from 'node:fs/promises'
import { ITSELF, runAs, type Identity } from './commands.js'
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js'
import { giveTree, isRoot } from './files.js'

const NOBODY = 65534

/**
 * As whom PostgreSQL runs on the data in `dir`, which exists. It refuses root, and initdb refuses
 * a user who has no name in the system (a container's `--user 1234`). So each way is tried before
 * it is believed:
 *
 * - the plain user who runs us, or the owner of the folder when we are root (a user's project);
 * - the same under another name in a user namespace: the files remain theirs, or root's;
 * - where there is none, nobody, to whom the data are then given;
 * - from root, with the one privilege of passing through folders that are closed to them.
 *
 * @param named whether the user must have a name
 */
export async function identityFor(dir: string, program: string, named = false): Promise<Identity> {
  if (!isRoot() && !named) return ITSELF
  const { uid, gid } = await stat(dir)
  const refusals: string[] = []

  for (const identity of candidates(uid, gid)) {
    if (uid === 0 && identity !== inUserNamespace) await giveTree(dir, NOBODY, NOBODY)
    const refusal = await tryAs(identity, dir, program, named)
    if (!refusal) return identity
    refusals.push(refusal)
  }
  // Its own complaint says more than our trials.
  if (!isRoot()) return ITSELF
  if (uid === 0) await giveTree(dir, uid, gid)
  throw refused(refusals)
}

function candidates(uid: number, gid: number): Identity[] {
  if (!isRoot()) return [ITSELF, inUserNamespace]
  const nobody = { uid: NOBODY, gid: NOBODY }
  if (uid === 0) return [inUserNamespace, { ...nobody, wrapper: [] }, passingThrough(nobody)]
  const owner = { uid, gid }
  return [{ ...owner, wrapper: [] }, passingThrough(owner), { ...owner, ...inUserNamespace }]
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
async function tryAs(identity: Identity, dir: string, program: string, named: boolean) {
  const script = `test -w "$0" ${named ? '&& id -un' : ''} && exec "$1" --version`
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
