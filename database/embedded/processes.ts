import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Whether a process runs. One that ended and that nobody has reaped does not. */
export async function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return (await procStat(pid))?.state !== 'Z'
}

/**
 * When a process started, in the unit of the system: only to be compared. A pid is used again, a
 * pid with its start time is not. Empty where the system does not say.
 */
export async function startTimeOf(pid: number) {
  const ofProc = await procStat(pid)
  if (ofProc) return ofProc.startTime
  return process.platform === 'win32' ? '' : ps(pid, 'lstart=')
}

/** The name of the program that a process runs, or empty. */
export async function programOf(pid: number) {
  return process.platform === 'win32' ? '' : ps(pid, 'comm=')
}

async function procStat(pid: number) {
  if (process.platform !== 'linux') return
  try {
    const content = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in parentheses, which may hold spaces and parentheses.
    const fields = content.slice(content.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], startTime: fields[19] ?? '' }
  } catch {
    return
  }
}

async function ps(pid: number, column: string) {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', column, '-p', String(pid)])
    return stdout.trim()
  } catch {
    return ''
  }
}
