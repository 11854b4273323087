import env from '#start/env'
import type { Commune } from '#tenancy/commune'

const USUAL_PORTS = { http: 80, https: 443 }

/**
 * The address of a page of a commune, for mails. Behind https the port is the usual one unless
 * PUBLIC_PORT says otherwise: PORT is then where the proxy finds us, not where the reader does.
 */
export function absoluteUrl(commune: Pick<Commune, 'host'>, path: string): string {
  const scheme = env.get('PUBLIC_SCHEME') ?? 'http'
  const port = env.get('PUBLIC_PORT') ?? (scheme === 'https' ? 443 : env.get('PORT'))
  const suffix = port === USUAL_PORTS[scheme] ? '' : `:${port}`
  return `${scheme}://${commune.host}${suffix}${path}`
}
