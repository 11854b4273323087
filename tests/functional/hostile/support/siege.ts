import { Agent } from 'node:http'
import limiter from '@adonisjs/limiter/services/main'
import type { Page, Visitor } from '#tests/support/visitor'
import { Attacker, type Target } from './attacker.js'
import { CUT, NO_ANSWER, send } from './send.js'

export const SEED = Number(process.env.HOSTILE_SEED ?? 20_260_615)

/** Someone with a token and a session, and the forms that these let them send. */
export interface Hand {
  headers: Record<string, string>
  targets: Target[]
}

export interface Siege {
  /** How often each status came. */
  statuses: Map<number, number>
  /** The paths of the targets whose own page answered at least once. */
  reached: Set<string>
  /** What got a 5xx, or nothing. */
  failures: string[]
}

/** What has been through the parser, the token and the scope: an answer of the page itself. */
const REACHED = [200, 302, 303, 409, 422]
/** Being tried too often is not what is tried here. */
const PATIENCE = 40

/**
 * Posts so many hostile bodies, all hands at once, each on a connection of its own. Targets take
 * turns. `between`: done now and then, for what a lucky post closes.
 */
export async function besiege(
  hands: Hand[],
  posts: number,
  { words = [], between }: { words?: string[]; between?: () => Promise<void> } = {}
): Promise<Siege> {
  const siege: Siege = { statuses: new Map(), reached: new Set(), failures: [] }
  let left = posts
  await Promise.all(
    hands.map(async (hand, at) => {
      const attacker = new Attacker(SEED + at, words)
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let turn = 0; left-- > 0; turn++) {
        if (left % PATIENCE === 0) await Promise.all([limiter.clear(), between?.()])
        const target = hand.targets[turn % hand.targets.length]!
        await strike(siege, attacker, agent, hand, target)
      }
      agent.destroy()
    })
  )
  return siege
}

async function strike(siege: Siege, attacker: Attacker, agent: Agent, hand: Hand, target: Target) {
  const attack = attacker.body(target)
  const path = attacker.path(target)
  const status = await send(agent, path, attacker.headers(hand.headers), attack)
  siege.statuses.set(status, (siege.statuses.get(status) ?? 0) + 1)
  if (path === target.path && REACHED.includes(status)) siege.reached.add(path)
  if (status >= 500) {
    const what = status === NO_ANSWER ? 'no answer' : status
    siege.failures.push(`${what} ${path} ${attack.type} ${attack.body.subarray(0, 300)}`)
  }
}

/** The part of the posts that their page answered, that were too many, and that were cut off. */
export function shares({ statuses }: Siege) {
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  const share = (wanted: number[]) =>
    wanted.reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0) / total
  const told = JSON.stringify(Object.fromEntries(statuses))
  return { total, reached: share(REACHED), throttled: share([429]), cut: share([CUT]), told }
}

/** Forms whose own page answered no hand at all: what was tried there never went past the door. */
export function unreached(hands: Hand[], { reached }: Siege): string[] {
  const pattern = (path: string) => path.replace(/[0-9a-f-]{36}/, ':id')
  const all = new Set(hands.flatMap(({ targets }) => targets.map(({ path }) => pattern(path))))
  return [...all].filter((one) => ![...reached].some((path) => pattern(path) === one))
}

/** The headers by which this person goes on, with a token of theirs. */
export async function headersOf(person: Visitor): Promise<Record<string, string>> {
  const token = tokenIn(await person.get('/suivi'))
  return {
    'host': `${person.host}:${person.port}`,
    'x-csrf-token': token,
    'cookie': [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  }
}

const tokenIn = (page: Page) => page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
