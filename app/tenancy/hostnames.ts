import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import env from '#start/env'

/** Where the operators' console is; null where there is none. */
export function consoleHost(): string | null {
  return env.get('CONSOLE_HOST')?.toLowerCase() ?? null
}

/**
 * The domain whose names the platform gives to communes without further ado: `COMMUNE_DOMAIN`, or that
 * of the console without its first part. Null where there is neither.
 */
export function communeDomain(): string | null {
  const given = env.get('COMMUNE_DOMAIN')?.toLowerCase()
  return given ?? (consoleHost()?.split('.').slice(1).join('.') || null)
}

/** First parts that visitors would take for the platform's own. */
const RESERVED = new Set(
  `admin administration api aide app assets cdn console demo dns ftp guichet imap localhost mail mx ns
   ns1 ns2 operateur operator pop smtp static status statut support test webmail www`.split(/\s+/)
)

export type HostProblem = 'form' | 'reserved' | 'long'

/**
 * A hostname as it was typed, as browsers send it: lower case, accents in punycode, neither scheme nor
 * path.
 *
 * @returns what is wrong with it, where it cannot be one
 */
export function readHost(typed: string): { host: string } | { problem: HostProblem } {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.$/, '')
  const host = domainToASCII(bare)
  if (!host || isIP(host) || bare.includes(':')) return { problem: 'form' }
  const parts = host.split('.')
  if (host.length > 253 || parts.some((part) => part.length > 63)) return { problem: 'long' }
  if (parts.length < 2 || !parts.every((part) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(part))) {
    return { problem: 'form' }
  }
  return isReserved(host) ? { problem: 'reserved' } : { host }
}

/** The platform's own names, and those that look like them. */
function isReserved(host: string): boolean {
  if (host === consoleHost() || host === communeDomain()) return true
  return isOurs(host) && RESERVED.has(host.split('.')[0]!)
}

/** Whether it lies under the platform's domain: nobody has to show that it is theirs. */
export function isOurs(host: string): boolean {
  const domain = communeDomain()
  return domain !== null && host.endsWith(`.${domain}`)
}

/** What the owner of a hostname puts into its DNS. */
export const newHostToken = () => `guichet-${randomBytes(16).toString('hex')}`
