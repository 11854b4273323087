import { spawn, type SpawnOptions } from 'node:child_process'
import { parse } from 'node:path'

/** As whom the programs of PostgreSQL run. */
export interface Identity {
  uid?: number
  gid?: number
  /** A command that runs the command given after it as that user. */
  wrapper: string[]
}

export const ITSELF: Identity = { wrapper: [] }

/** Starts a program under an identity, in a folder that it can surely reach. */
export function spawnAs(
  { uid, gid, wrapper }: Identity,
  program: string,
  args: string[],
  options: SpawnOptions
) {
  const [command, ...rest] = [...wrapper, program, ...args]
  return spawn(command!, rest, {
    cwd: parse(process.execPath).root,
    env: environment(),
    uid,
    gid,
    windowsHide: true,
    ...options,
  })
}

/** Runs a program to its end. Never rejects: a program that cannot be started failed too. */
export function runAs(identity: Identity, program: string, args: string[], input = '') {
  return new Promise<{ ok: boolean; output: string }>((resolve) => {
    const child = spawnAs(identity, program, args, { stdio: 'pipe' })
    let output = ''
    child.stdout!.on('data', (chunk) => (output += chunk))
    child.stderr!.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
    // A program that ends before it reads its input is told by its exit code.
    child.stdin!.on('error', () => {})
    child.stdin!.end(input)
  })
}

/**
 * Without the variables by which a developer's own psql, or the language of the terminal, would
 * change where the server listens or what it writes in its log.
 */
function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
