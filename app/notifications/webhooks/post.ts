import { request as http } from 'node:http'
import { request as https } from 'node:https'
import { bareHost, faultOf, isAllowedHost, isPublicAddress, lookupOutside } from '#shared/outside'
import { isIP } from 'node:net'

/** For all of a call: the name, the connection, the answer. */
const TIMEOUT_MS = 10_000

export type PostOutcome = { status: number } | { failure: string }

/**
 * Posts a body to a program outside. Redirections are not followed and the answer is not read: its
 * status is all that we want of it.
 */
export function post(
  address: string,
  body: string,
  headers: Record<string, string>,
  timeout = TIMEOUT_MS
): Promise<PostOutcome> {
  const fault = faultOf(address)
  if (fault) return Promise.resolve({ failure: fault })
  const url = new URL(address)
  const host = bareHost(url)
  if (isIP(host) && !isPublicAddress(host) && !isAllowedHost(host)) {
    return Promise.resolve({ failure: 'inside' })
  }
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? https : http
    const sent = send(url, {
      method: 'POST',
      agent: false,
      lookup: lookupOutside,
      signal: AbortSignal.timeout(timeout),
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Guichet',
      },
    })
    sent.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0 })
      response.destroy()
    })
    sent.on('error', (error: Error & { code?: string }) => {
      const late = error.name === 'TimeoutError' || error.name === 'AbortError'
      resolve({ failure: late ? 'timeout' : (error.code ?? 'failed') })
    })
    sent.end(body)
  })
}
