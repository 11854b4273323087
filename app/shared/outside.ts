import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import app from '@adonisjs/core/services/app'
import env from '#start/env'

/** Addresses that are not of the Internet at large: ours, our neighbours’, and those of nobody. */
const INSIDE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(net, bits, 'ipv4')
}
/** Only 2000::/3 is routed; of it, what stands for an IPv4 address or for documentation is not. */
const OUTSIDE_V6 = new BlockList()
OUTSIDE_V6.addSubnet('2000::', 3, 'ipv6')
const NOT_OUTSIDE_V6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_OUTSIDE_V6.addSubnet(net, bits, 'ipv6')
}

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !INSIDE.check(address, 'ipv4')
    case 6:
      return OUTSIDE_V6.check(address, 'ipv6') && !NOT_OUTSIDE_V6.check(address, 'ipv6')
    default:
      return false
  }
}

/** Hosts that whoever runs the platform allows by name, wherever they are: a program next door. */
const allowed = () => (env.get('WEBHOOK_HOSTS') ?? '').split(',').map((host) => host.trim())

export function isAllowedHost(host: string): boolean {
  return host !== '' && allowed().includes(host.toLowerCase())
}

export type OutsideFault = 'address' | 'https' | 'password' | 'inside'

/**
 * What is wrong with an address that we are asked to call, as far as its text tells; null when nothing
 * is. Where its name leads is only known at the call: see `lookupOutside`.
 */
export function faultOf(text: string): OutsideFault | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'address'
  if (url.username || url.password) return 'password'
  const host = bareHost(url)
  if (isAllowedHost(host)) return null
  const demo = !app.inProduction && env.get('DEMO') === true
  if (url.protocol !== 'https:' && !demo) return 'https'
  if (isIP(host) ? !isPublicAddress(host) : !host.includes('.')) return 'inside'
  return /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host) ? 'inside' : null
}

export const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase()

/**
 * The `lookup` of a socket that only reaches the Internet at large: what was checked is what is connected
 * to, so that a name cannot lead elsewhere in between.
 */
export const lookupOutside: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, [])
    const free = isAllowedHost(hostname)
    const inside = addresses.find(({ address }) => !free && !isPublicAddress(address))
    if (inside || addresses.length === 0) {
      return done(Object.assign(new Error('inside'), { code: 'EINSIDE' }), [])
    }
    if (options.all) return done(null, addresses)
    done(null, addresses[0]!.address, addresses[0]!.family)
  })
}
